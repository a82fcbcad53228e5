package dev.senselink.batch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.senselink.batch.enrol.PlantedWaits;
import dev.senselink.batch.planted.DoorOffender;
import dev.senselink.batch.planted.LibraryOffender;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

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

  /** Which package looks into which, as far as it may not. */
  private interface Forbidden {
    boolean is(String from, String to);
  }

  /** One walk over all dependencies: a rule for each stage, room or library takes one each. */
  private static ArchRule nobody(String looks, Forbidden forbidden) {
    return classes()
        .should(
            new ArchCondition<>("not " + looks) {
              @Override
              public void check(JavaClass from, ConditionEvents events) {
                for (Dependency one : from.getDirectDependenciesFromSelf()) {
                  if (forbidden.is(from.getPackageName(), one.getTargetClass().getPackageName())) {
                    events.add(SimpleConditionEvent.violated(one, one.getDescription()));
                  }
                }
              }
            });
  }

  private static boolean isIn(String name, String place) {
    return name.equals(place) || name.startsWith(place + ".");
  }

  /** The first name below the root; empty for the root and whatever is not ours. */
  private static String stage(String name) {
    return isIn(name, ROOT)
        ? name.substring(ROOT.length()).replaceFirst("^\\.?([^.]*).*", "$1")
        : "";
  }

  private static final ArchRule ONE_WAY =
      nobody(
          "import what comes after it",
          (from, to) -> {
            String stage = stage(from);
            String other = stage(to);
            return MAY_IMPORT.containsKey(stage)
                && !other.equals(stage)
                && !FOR_ALL.contains(other)
                && (MAY_IMPORT.containsKey(other) || other.equals("cli"))
                && !MAY_IMPORT.get(stage).contains(other);
          });

  @Test
  void a_stage_imports_only_what_comes_before_it() {
    ONE_WAY.check(PROGRAM);
  }

  private static final ArchRule DOORS =
      nobody(
          "look into a room inside of another stage",
          (from, to) ->
              isIn(to, ROOT)
                  && !stage(from).equals(stage(to))
                  && INSIDE.stream().anyMatch(room -> isIn(to, ROOT + "." + room)));

  @Test
  void no_other_stage_looks_into_a_room_inside() {
    DOORS.check(PROGRAM);
  }

  @Test
  void a_planted_look_into_a_room_inside_is_found_out() {
    assertThat(isFoundOut(DoorOffender.class, DOORS)).isTrue();
  }

  private static boolean isFoundOut(Class<?> planted, ArchRule by) {
    return by.evaluate(new ClassFileImporter().importClasses(planted)).hasViolation();
  }

  /** Who alone may know a library. */
  private static final Map<String, List<String>> HOMES =
      Map.ofEntries(
          Map.entry("org.springframework.batch", List.of("job.engine")),
          Map.entry("org.springframework.boot", List.of()),
          Map.entry("org.springframework.jdbc", List.of("ledger", "job")),
          Map.entry("com.zaxxer.hikari", List.of("ledger.store")),
          Map.entry("org.hsqldb", List.of("ledger.store")),
          Map.entry("org.postgresql", List.of("ledger.store")),
          Map.entry("org.apache.activemq", List.of("fleet.broker")),
          Map.entry("picocli", List.of("cli")),
          Map.entry("org.yaml", List.of("cli.settings")),
          Map.entry("org.apache.hc", List.of("api.transport")),
          Map.entry("org.java_websocket", List.of("api.stream")),
          Map.entry("jakarta.mail", List.of("notify.mail")),
          Map.entry("org.eclipse.angus", List.of("notify.mail")),
          Map.entry("org.apache.commons.csv", List.of("table.csv", "report")),
          Map.entry("org.apache.poi", List.of("table.excel", "roster.template")),
          Map.entry("com.samskivert", List.of("report", "console.page", "fleet.report")),
          Map.entry("jakarta.servlet", List.of("console")),
          Map.entry("org.springframework.web", List.of("console")),
          Map.entry("org.springframework.security", List.of("console")),
          Map.entry("org.springframework.scheduling", List.of("console.jobs")),
          Map.entry("net.lingala.zip4j", List.of("backup")),
          Map.entry("net.coobird", List.of("photo.engine")),
          Map.entry("com.twelvemonkeys", List.of("photo.engine")),
          Map.entry("org.bytedeco", List.of("photo.engine", "photo.face")),
          Map.entry("org.eclipse.jetty", List.of("sandbox", "console")));

  private static final ArchRule AT_HOME =
      nobody(
          "know a library that is at home elsewhere",
          (from, to) ->
              HOMES.entrySet().stream()
                  .filter(library -> isIn(to, library.getKey()))
                  .anyMatch(
                      library ->
                          library.getValue().stream()
                              .noneMatch(home -> isIn(from, ROOT + "." + home))));

  @Test
  void a_library_is_known_only_at_home() {
    AT_HOME.check(PROGRAM);
  }

  @Test
  void a_planted_library_outside_its_home_is_found_out() {
    assertThat(isFoundOut(LibraryOffender.class, AT_HOME)).isTrue();
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
