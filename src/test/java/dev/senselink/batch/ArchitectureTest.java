package dev.senselink.batch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.senselink.batch.cli.PlantedDoors;
import dev.senselink.batch.enrol.PlantedWaits;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The shape of the program: data runs one way, imports the other, each library has one home. */
class ArchitectureTest {
  private static final String ROOT = "dev.senselink.batch";

  private static final JavaClasses PROGRAM =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  /** What each package may import of ours. */
  private static final Map<String, List<String>> MAY_IMPORT =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("language", List.of()),
              Map.entry("machine", List.of()),
              Map.entry("disk", List.of()),
              Map.entry("roster", List.of()),
              Map.entry("photo", List.of("roster")),
              Map.entry("check", List.of("roster", "photo")),
              Map.entry("outcome", List.of("roster", "photo", "check")),
              Map.entry("api", List.of()),
              Map.entry("directory", List.of("api")),
              Map.entry("sandbox", List.of()),
              Map.entry("ledger", List.of("roster", "photo", "check", "outcome")),
              Map.entry("report", List.of("roster", "photo", "check", "outcome", "ledger")),
              Map.entry("backup", List.of("roster", "photo", "check", "outcome", "api")),
              Map.entry("enrol", List.of("roster", "photo", "check", "outcome", "ledger", "api")),
              Map.entry(
                  "job",
                  List.of(
                      "roster", "photo", "check", "outcome", "ledger", "report", "api", "enrol",
                      "backup"))));

  @Test
  void packages_form_no_cycle() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(PROGRAM);
  }

  @ParameterizedTest
  @MethodSource("packages")
  void a_package_imports_only_what_comes_before_it(String name, List<String> allowed) {
    String[] forbidden =
        Stream.concat(MAY_IMPORT.keySet().stream(), Stream.of("cli"))
            .filter(other -> !other.equals(name) && !allowed.contains(other))
            // Everybody speaks, waits and opens files: these all may import.
            .filter(other -> !List.of("language", "machine", "disk").contains(other))
            .map(other -> ROOT + "." + other + "..")
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage(ROOT + "." + name + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(forbidden)
        .check(PROGRAM);
  }

  static Stream<Arguments> packages() {
    return MAY_IMPORT.entrySet().stream().map(e -> Arguments.of(e.getKey(), e.getValue()));
  }

  @ParameterizedTest
  @MethodSource("libraries")
  void a_library_is_known_only_at_home(String library, List<String> homes) {
    String[] inside = homes.stream().map(home -> ROOT + "." + home + "..").toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage(ROOT + "..")
        .and()
        .resideOutsideOfPackages(inside)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .check(PROGRAM);
  }

  static Stream<Arguments> libraries() {
    return Stream.of(
        Arguments.of("org.springframework.batch..", List.of("job")),
        Arguments.of("org.springframework.boot..", List.of("job")),
        Arguments.of("org.springframework.jdbc..", List.of("ledger", "job")),
        Arguments.of("com.zaxxer.hikari..", List.of("ledger")),
        Arguments.of("picocli..", List.of("cli")),
        Arguments.of("org.yaml..", List.of("cli")),
        Arguments.of("org.apache.hc..", List.of("api")),
        Arguments.of("org.java_websocket..", List.of("api")),
        Arguments.of("org.apache.commons.csv..", List.of("roster", "report")),
        Arguments.of("org.apache.poi..", List.of("roster", "report")),
        Arguments.of("com.samskivert..", List.of("report")),
        Arguments.of("net.lingala.zip4j..", List.of("backup")),
        Arguments.of("net.coobird..", List.of("photo")),
        Arguments.of("com.twelvemonkeys..", List.of("photo")),
        Arguments.of("org.bytedeco..", List.of("photo")),
        Arguments.of("org.eclipse.jetty..", List.of("sandbox")));
  }

  @Test
  void only_the_machine_knows_the_time_and_waits() {
    MachineRule.rule().check(PROGRAM);
  }

  @Test
  void whoever_knows_the_time_or_waits_beside_the_machine_is_found_out() {
    JavaClasses planted = new ClassFileImporter().importClasses(PlantedWaits.class);

    List<String> offences = MachineRule.rule().evaluate(planted).getFailureReport().getDetails();

    for (Method method : PlantedWaits.class.getDeclaredMethods()) {
      if (!method.isSynthetic()) {
        assertThat(offences)
            .as(method.getName())
            .anyMatch(offence -> offence.contains("PlantedWaits." + method.getName() + "("));
      }
    }
  }

  @Test
  void there_is_one_door_to_the_terminal_one_to_settings_and_one_to_programs() {
    DoorRule.printing().check(PROGRAM);
    DoorRule.reading().check(PROGRAM);
    DoorRule.running().check(PROGRAM);
  }

  @Test
  void whoever_passes_a_door_by_is_found_out() {
    JavaClasses planted = new ClassFileImporter().importClasses(PlantedDoors.class);
    Map<String, ArchRule> doors =
        Map.of(
            "prints", DoorRule.printing(), "opens", DoorRule.reading(), "runs", DoorRule.running());

    doors.forEach(
        (door, rule) -> {
          List<String> offences = rule.evaluate(planted).getFailureReport().getDetails();
          for (Method method : PlantedDoors.class.getDeclaredMethods()) {
            if (method.getName().startsWith(door)) {
              assertThat(offences)
                  .as(method.getName())
                  .anyMatch(offence -> offence.contains("PlantedDoors." + method.getName() + "("));
            }
          }
        });
  }

  @Test
  void null_is_a_build_error_in_every_package() {
    List<String> unmarked =
        PROGRAM.getPackage(ROOT).getSubpackagesInTree().stream()
            .filter(p -> !p.getClasses().isEmpty())
            .filter(p -> !p.isAnnotatedWith(NullMarked.class))
            .map(JavaPackage::getName)
            .toList();

    assertThat(unmarked).isEmpty();
    assertThat(PROGRAM.getPackage(ROOT).isAnnotatedWith(NullMarked.class)).isTrue();
  }

  @Test
  void there_is_no_drawer_for_everything() {
    List<String> drawers =
        Arrays.asList("util", "common", "helper", "model", "impl", "service", "manager");

    assertThat(PROGRAM.getPackage(ROOT).getSubpackagesInTree())
        .noneMatch(p -> drawers.contains(p.getRelativeName()));
  }
}
