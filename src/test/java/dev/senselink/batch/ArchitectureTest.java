package dev.senselink.batch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.senselink.batch.enrol.PlantedWaits;
import dev.senselink.batch.planted.DoorOffender;
import dev.senselink.batch.planted.LibraryOffender;
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

  /** What each stage may import of ours, besides what everybody may. */
  private static final Map<String, List<String>> MAY_IMPORT =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("language", List.of()),
              Map.entry("machine", List.of()),
              Map.entry("disk", List.of()),
              Map.entry("table", List.of()),
              Map.entry("roster", List.of("table")),
              Map.entry("photo", List.of("roster")),
              Map.entry("check", List.of("roster", "photo")),
              Map.entry("outcome", List.of("roster", "photo", "check")),
              Map.entry("api", List.of()),
              Map.entry("directory", List.of("api")),
              Map.entry("notify", List.of("api")),
              Map.entry("sandbox", List.of()),
              Map.entry("ledger", List.of("roster", "photo", "check", "outcome")),
              Map.entry(
                  "report", List.of("table", "roster", "photo", "check", "outcome", "ledger")),
              Map.entry("backup", List.of("table", "roster", "photo", "check", "outcome", "api")),
              Map.entry("enrol", List.of("roster", "photo", "check", "outcome", "ledger", "api")),
              Map.entry(
                  "console",
                  List.of("table", "roster", "outcome", "ledger", "report", "backup", "fleet")),
              Map.entry(
                  "job",
                  List.of(
                      "table", "roster", "photo", "check", "outcome", "ledger", "report", "api",
                      "enrol", "backup")),
              Map.entry(
                  "fleet",
                  List.of(
                      "table", "roster", "photo", "check", "outcome", "ledger", "report", "api",
                      "job"))));

  /** Everybody speaks, waits and opens files: these all may import. */
  private static final List<String> FOR_ALL = List.of("language", "machine", "disk");

  /** Rooms inside a stage: no other stage may look into them. All others are its door. */
  private static final List<String> INSIDE =
      List.of(
          "backup.gather",
          "cli.backup",
          "cli.console",
          "cli.data",
          "cli.directory",
          "cli.doctor",
          "cli.fleet",
          "cli.notify",
          "cli.option",
          "cli.practice",
          "cli.privacy",
          "cli.roster",
          "cli.schedule",
          "cli.settings",
          "cli.web",
          "console.access",
          "console.backups",
          "console.decide",
          "console.imports",
          "console.jobs",
          "console.mend",
          "console.page",
          "console.plan",
          "console.records",
          "console.people",
          "console.runs",
          "console.setup",
          "console.undo",
          "console.watch",
          "enrol.context",
          "enrol.state",
          "job.engine",
          "job.intake",
          "job.report",
          "photo.format",
          "sandbox.call",
          "sandbox.desk",
          "sandbox.http",
          "sandbox.picture",
          "sandbox.world");

  private static final ArchRule NO_CYCLE =
      slices().matching(ROOT + ".(**)").should().beFreeOfCycles();

  @Test
  void rooms_form_no_cycle() {
    NO_CYCLE.check(PROGRAM);
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(PROGRAM);
  }

  @Test
  void a_planted_cycle_is_found_out() {
    JavaClasses planted = new ClassFileImporter().importPackages(ROOT + ".planted");

    assertThat(NO_CYCLE.evaluate(planted).hasViolation()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("stages")
  void a_stage_imports_only_what_comes_before_it(String name, List<String> allowed) {
    String[] forbidden =
        Stream.concat(MAY_IMPORT.keySet().stream(), Stream.of("cli"))
            .filter(other -> !other.equals(name) && !allowed.contains(other))
            .filter(other -> !FOR_ALL.contains(other))
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

  static Stream<Arguments> stages() {
    return MAY_IMPORT.entrySet().stream().map(e -> Arguments.of(e.getKey(), e.getValue()));
  }

  @ParameterizedTest
  @MethodSource("inside")
  void no_other_stage_looks_into_a_room_inside(String room) {
    inside(room).check(PROGRAM);
  }

  @Test
  void a_planted_look_into_a_room_inside_is_found_out() {
    JavaClasses planted = new ClassFileImporter().importClasses(DoorOffender.class);

    assertThat(inside("photo.format").evaluate(planted).hasViolation()).isTrue();
  }

  static Stream<String> inside() {
    return INSIDE.stream();
  }

  private static ArchRule inside(String room) {
    String stage = room.substring(0, room.indexOf('.'));
    return noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "." + stage + "..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + "." + room + "..");
  }

  @ParameterizedTest
  @MethodSource("libraries")
  void a_library_is_known_only_at_home(String library, List<String> homes) {
    atHome(library, homes).check(PROGRAM);
  }

  @Test
  void a_planted_library_outside_its_home_is_found_out() {
    JavaClasses planted = new ClassFileImporter().importClasses(LibraryOffender.class);

    assertThat(atHome("picocli..", List.of("cli")).evaluate(planted).hasViolation()).isTrue();
  }

  private static ArchRule atHome(String library, List<String> homes) {
    String[] inside = homes.stream().map(home -> ROOT + "." + home + "..").toArray(String[]::new);
    return noClasses()
        .that()
        .resideInAPackage(ROOT + "..")
        .and()
        .resideOutsideOfPackages(inside)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library);
  }

  static Stream<Arguments> libraries() {
    return Stream.of(
        Arguments.of("org.springframework.batch..", List.of("job.engine")),
        Arguments.of("org.springframework.boot..", List.of()),
        Arguments.of("org.springframework.jdbc..", List.of("ledger", "job")),
        Arguments.of("com.zaxxer.hikari..", List.of("ledger.store")),
        Arguments.of("org.hsqldb..", List.of("ledger.store")),
        Arguments.of("org.postgresql..", List.of("ledger.store")),
        Arguments.of("org.apache.activemq..", List.of("fleet.broker")),
        Arguments.of("picocli..", List.of("cli")),
        Arguments.of("org.yaml..", List.of("cli.settings")),
        Arguments.of("org.apache.hc..", List.of("api.transport")),
        Arguments.of("org.java_websocket..", List.of("api.stream")),
        Arguments.of("jakarta.mail..", List.of("notify.mail")),
        Arguments.of("org.eclipse.angus..", List.of("notify.mail")),
        Arguments.of("org.apache.commons.csv..", List.of("table.csv", "report")),
        Arguments.of("org.apache.poi..", List.of("table.excel", "roster.template")),
        Arguments.of("com.samskivert..", List.of("report", "console.page", "fleet.report")),
        Arguments.of("jakarta.servlet..", List.of("console")),
        Arguments.of("org.springframework.web..", List.of("console")),
        Arguments.of("org.springframework.security..", List.of("console")),
        Arguments.of("org.springframework.scheduling..", List.of("console.jobs")),
        Arguments.of("net.lingala.zip4j..", List.of("backup")),
        Arguments.of("net.coobird..", List.of("photo.engine")),
        Arguments.of("com.twelvemonkeys..", List.of("photo.engine")),
        Arguments.of("org.bytedeco..", List.of("photo.engine", "photo.face")),
        Arguments.of("org.eclipse.jetty..", List.of("sandbox", "console")));
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
