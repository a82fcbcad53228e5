package dev.senselink.batch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;

/**
 * Clocks, threads, chance and every way to wait come from the machine, so that a whole run can be
 * played in simulated time.
 */
final class MachineRule {
  /** Where a run goes through. */
  static final List<String> PLAYED =
      List.of("enrol", "ledger", "job", "api", "backup", "report", "notify");

  /** A door of its own: sockets wait by real time, and a test replaces the whole wire. */
  private static final String WIRE = "dev.senselink.batch.api.transport.HttpTransport";

  private static final Set<String> HARMLESS =
      Set.of(
          "Callable",
          "ConcurrentHashMap",
          "ConcurrentLinkedQueue",
          "ConcurrentSkipListMap",
          "CopyOnWriteArrayList",
          "TimeUnit");

  private static final Set<String> THREADS =
      Set.of("<init>", "join", "ofPlatform", "ofVirtual", "sleep", "start", "startVirtualThread");

  private MachineRule() {}

  static ArchRule rule() {
    String[] packages =
        PLAYED.stream().map(name -> "dev.senselink.batch." + name + "..").toArray(String[]::new);
    return noClasses()
        .that()
        .resideInAnyPackage(packages)
        .and()
        .doNotHaveFullyQualifiedName(WIRE)
        .should()
        .accessTargetWhere(besideTheMachine())
        .because("only the machine knows what time it is, waits and starts threads");
  }

  private static DescribedPredicate<JavaAccess<?>> besideTheMachine() {
    return DescribedPredicate.describe(
        "reads a clock, waits, starts a thread or throws dice beside the machine",
        access -> isBeside(access.getTargetOwner(), access.getTarget().getName(), access));
  }

  private static boolean isBeside(JavaClass owner, String name, JavaAccess<?> access) {
    boolean withClock = access.getTarget().getFullName().contains("java.time.Clock)");
    return switch (owner.getPackageName()) {
      case "java.lang" -> ofLanguage(owner, name);
      case "java.time" ->
          (name.equals("now") && !withClock)
              || (owner.getSimpleName().equals("Clock")
                  && (name.startsWith("system") || name.startsWith("tick")));
      case "java.util.concurrent" ->
          !HARMLESS.contains(outermost(owner)) || name.equals("sleep") || name.startsWith("timed");
      case "java.util.concurrent.locks" -> true;
      case "java.security" -> owner.getSimpleName().equals("SecureRandom");
      case "java.util" -> ofUtilities(owner, name);
      case "java.util.stream" -> name.equals("parallel");
      default -> name.equals("parallelStream");
    };
  }

  private static boolean ofLanguage(JavaClass owner, String name) {
    return switch (owner.getSimpleName()) {
      case "System" -> name.equals("nanoTime") || name.equals("currentTimeMillis");
      case "Thread" -> THREADS.contains(name);
      case "Object" -> name.equals("wait");
      case "Math" -> name.equals("random");
      default -> false;
    };
  }

  private static boolean ofUtilities(JavaClass owner, String name) {
    return switch (owner.getSimpleName()) {
      case "UUID" -> name.equals("randomUUID");
      case "Random", "Timer", "Date" -> name.equals("<init>");
      case "Calendar" -> name.equals("getInstance");
      default -> name.equals("parallelStream");
    };
  }

  private static String outermost(JavaClass owner) {
    JavaClass outer = owner;
    while (outer.getEnclosingClass().isPresent()) {
      outer = outer.getEnclosingClass().get();
    }
    return outer.getName().substring(outer.getName().lastIndexOf('.') + 1).split("\\$")[0];
  }
}
