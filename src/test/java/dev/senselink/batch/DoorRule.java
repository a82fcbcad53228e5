package dev.senselink.batch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

/** One door to the terminal and the log, and one to files that say what is done. */
final class DoorRule {
  private static final String CLI = "dev.senselink.batch.cli.";

  /** The door itself, and what stands at it. */
  private static final Set<String> AT_THE_DOOR =
      Set.of(
          "dev.senselink.batch.Main",
          CLI + "Cli",
          CLI + "VisibleWriter",
          CLI + "Screen",
          CLI + "Terminal",
          CLI + "Logs",
          CLI + "VisibleLayout",
          "dev.senselink.batch.api.transport.LibraryLogFilter", // only silences
          CLI + "JobTeller"); // keeps what a command prints, to print it itself

  /** They read what this program wrote: packed into it, or in its own data folder. */
  private static final Set<String> OWN_FILES = Set.of(CLI + "DemoWorld", CLI + "KnownServers");

  private static final Set<String> RUNNERS =
      Set.of("dev.senselink.batch.photo.engine.HeicConverter", CLI + "Terminal");

  private static final Set<String> READING =
      Set.of(
          "lines",
          "newBufferedReader",
          "newByteChannel",
          "newInputStream",
          "readAllBytes",
          "readAllLines",
          "readString");

  private DoorRule() {}

  /** Whatever is printed passes the one writer, whatever is logged the one layout. */
  static ArchRule printing() {
    return noClasses()
        .that(areNot(AT_THE_DOOR))
        .should()
        .accessTargetWhere(access("prints or logs beside the door", DoorRule::prints))
        .because("what a terminal would obey is made visible in one place");
  }

  /** The packages in which settings, secrets and certificates are read. */
  static ArchRule reading() {
    return noClasses()
        .that()
        .resideInAnyPackage("..batch.cli..", "..batch.api..")
        .and(areNot(OWN_FILES))
        .should()
        .accessTargetWhere(access("opens a file beside TrustedFile", DoorRule::opens))
        .because("what configures or authorises is opened in one place");
  }

  /** Programs, libraries and objects of others. */
  static ArchRule running() {
    return noClasses()
        .that(areNot(RUNNERS))
        .should()
        .accessTargetWhere(access("runs what is no part of the program", DoorRule::runs))
        .because("what is executed was judged before");
  }

  private static DescribedPredicate<JavaClass> areNot(Set<String> names) {
    return DescribedPredicate.describe(
        "are not " + names, type -> !names.contains(outermost(type).getName()));
  }

  /** How an access is judged. */
  private interface Judgement {
    boolean isOffence(String owner, String name);
  }

  private static DescribedPredicate<JavaAccess<?>> access(String what, Judgement judgement) {
    return DescribedPredicate.describe(
        what,
        access ->
            judgement.isOffence(access.getTargetOwner().getName(), access.getTarget().getName()));
  }

  private static boolean prints(String owner, String name) {
    return switch (owner) {
      case "java.lang.System" -> Set.of("out", "err", "console").contains(name);
      case "java.io.FileDescriptor" -> Set.of("out", "err").contains(name);
      case "java.io.PrintStream", "java.io.PrintWriter" -> name.equals("<init>");
      case "java.lang.ProcessBuilder" -> name.equals("inheritIO");
      default ->
          name.equals("printStackTrace")
              || owner.startsWith("java.util.logging.")
              || owner.startsWith("ch.qos.logback.");
    };
  }

  private static boolean opens(String owner, String name) {
    return switch (owner) {
      case "java.nio.file.Files" -> READING.contains(name);
      case "java.nio.channels.FileChannel" -> name.equals("open");
      case "java.io.FileInputStream",
          "java.io.FileReader",
          "java.io.RandomAccessFile",
          "java.util.Scanner",
          "java.util.zip.ZipFile",
          "java.util.jar.JarFile" ->
          name.equals("<init>");
      case "java.net.URL" -> name.equals("openStream") || name.equals("openConnection");
      default -> false;
    };
  }

  private static boolean runs(String owner, String name) {
    return switch (owner) {
      case "java.lang.ProcessBuilder", "java.io.ObjectInputStream", "java.net.URLClassLoader" ->
          name.equals("<init>");
      case "java.lang.Runtime" -> Set.of("exec", "load", "loadLibrary").contains(name);
      case "java.lang.System" -> Set.of("load", "loadLibrary").contains(name);
      default -> owner.startsWith("javax.script.");
    };
  }

  private static JavaClass outermost(JavaClass type) {
    return type.getEnclosingClass().map(DoorRule::outermost).orElse(type);
  }
}
