package dev.senselink.batch.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A folder that looks like a clone of the project, with the real script, and a Maven and a Java
 * that note each call in {@code calls.txt} and make the files the real ones would make.
 */
final class Checkout {
  private static final String MAVEN =
      """
      #!/bin/sh
      echo "mvn $*" >>"$NOTES"
      [ ! -e "$BROKEN" ] || exit 1
      mkdir -p target && echo built >target/senselink-batch.jar
      """;

  /** Prints each argument on a line of its own, and its umask; `exit7` ends with 7. */
  private static final String JAVA =
      """
      #!/bin/sh
      for last; do :; done
      case "$*" in
        *jarmode*) echo "java extract" >>"$NOTES"; mkdir -p "$last/lib"; echo >"$last/senselink-batch.jar" ;;
        *-Xshare:dump*) echo "java dump" >>"$NOTES"
          for arg; do case $arg in -XX:SharedArchiveFile=*) echo >"${arg#*=}" ;; esac; done ;;
        *DumpLoadedClassList*) echo "java train server=${SENSELINK_SERVER:-none}" >>"$NOTES" ;;
        *) echo "java run" >>"$NOTES"; umask; echo "encoding $LC_ALL"
          for arg; do echo "$arg"; done
          [ "$last" != exit7 ] || exit 7 ;;
      esac
      """;

  /** A machine on which two locales are installed. */
  private static final String LOCALE =
      """
      #!/bin/sh
      case ${LC_ALL:-${LC_CTYPE:-$LANG}} in
        C.UTF-8 | fr_FR.UTF-8) echo UTF-8 ;;
        *) echo ANSI_X3.4-1968 ;;
      esac
      """;

  private final Path home;
  private final Path jdk;
  private final Path notes;
  private String options = "-Xmx99m -Dstar=*";
  private String locale = "C";
  private String variable = "LC_ALL";
  private String path = "";

  /** What a start came to. */
  record Ended(int exit, List<String> out, String err) {}

  private Checkout(Path folder) throws IOException {
    // A space: paths with one are where scripts break.
    this.home = Files.createDirectories(folder.resolve("a clone"));
    this.jdk = folder.resolve("jdk");
    this.notes = folder.resolve("calls.txt");
  }

  static Checkout in(Path folder) throws IOException {
    Checkout checkout = new Checkout(folder);
    Files.copy(Path.of("senselink"), checkout.script());
    Files.createDirectories(checkout.home.resolve("src/main"));
    Files.createDirectories(checkout.home.resolve("samples/first"));
    Files.writeString(checkout.home.resolve("pom.xml"), "<project/>");
    executable(folder.resolve("bin/mvn"), MAVEN);
    executable(folder.resolve("bin/locale"), LOCALE);
    executable(checkout.jdk.resolve("bin/java"), JAVA);
    checkout.java("21.0.1+2");
    Files.createFile(checkout.notes);
    return checkout;
  }

  /** The same as a package, which has a Java of its own; that of the machine is too old. */
  static Checkout unpacked(Path folder) throws IOException {
    Checkout checkout = in(folder);
    checkout.java("11.0.2");
    Files.createDirectories(checkout.home.resolve("lib"));
    Files.createDirectories(checkout.home.resolve("natives"));
    Files.createFile(checkout.home.resolve("lib/senselink-batch.jar"));
    Files.writeString(checkout.home.resolve("BUILD"), "1.2.3 0123456789 2026-11-27T00:00:00Z\n");
    executable(checkout.ownJava(), JAVA);
    Files.writeString(checkout.home.resolve("runtime/release"), "JAVA_VERSION=\"17.0.21\"\n");
    return checkout;
  }

  Path home() {
    return home;
  }

  Path ownJava() {
    return home.resolve("runtime/bin/java");
  }

  /** The user's folder for what can be made anew. */
  Path cache() {
    return home.resolveSibling("cache");
  }

  Path script() {
    return home.resolve("senselink");
  }

  Path lock() {
    return home.resolve("target/launcher.lock");
  }

  /** The Java that is found is now this one. */
  void java(String version) throws IOException {
    Files.writeString(
        jdk.resolve("release"),
        "JAVA_RUNTIME_VERSION=\"" + version + "\"\nJAVA_VERSION=\"" + version + "\"\n");
  }

  /** The language and place of the machine from now on, as {@code LC_ALL} says it. */
  void locale(String name) {
    locale = name;
  }

  /** The same, said by another variable. */
  void locale(String named, String name) {
    variable = named;
    locale = name;
  }

  /** The machine's own locales, and its own Java, which runs the probe in the program's place. */
  void realMachine() throws IOException {
    Files.delete(home.resolveSibling("bin/locale"));
    executable(
        jdk.resolve("bin/java"),
        """
        #!/bin/sh
        for last; do case $last in -Dsenselink.session=*) session=$last ;; esac; done
        exec "%s" "${session:--Dno=session}" -cp '%s' %s "$last"
        """
            .formatted(
                Path.of(System.getProperty("java.home"), "bin/java"),
                System.getProperty("java.class.path"),
                NameProbe.class.getName()));
  }

  /** What {@code PATH} names first from now on. */
  void pathBegins(String entries) {
    path = entries + ":";
  }

  void options(String ofJava) {
    options = ofJava;
  }

  void breakTheBuild() throws IOException {
    Files.createFile(home.resolveSibling("broken"));
  }

  /** The source is edited after the last build. */
  void edit(String file) throws IOException {
    Path source = home.resolve(file);
    Files.writeString(source, "changed");
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));
  }

  /** How often that was called so far, e.g. {@code mvn}. */
  long calls(String beginning) throws IOException {
    return Files.readAllLines(notes).stream().filter(line -> line.startsWith(beginning)).count();
  }

  List<String> calls() throws IOException {
    return Files.readAllLines(notes);
  }

  Ended start(String... args) throws IOException, InterruptedException {
    return start(home, script(), args);
  }

  Ended start(Path workingFolder, Path script, String... args)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(script.toString()));
    command.addAll(List.of(args));
    return ended(begin(workingFolder, command));
  }

  Process begin(Path workingFolder, List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(workingFolder.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("SENSELINK_"));
    builder.environment().put("PATH", path + home.resolveSibling("bin") + ":/usr/bin:/bin");
    builder.environment().put("JAVA_HOME", jdk.toString());
    builder.environment().keySet().removeIf(name -> name.startsWith("LC_"));
    builder.environment().put("LANG", "C");
    builder.environment().put(variable, locale);
    builder.environment().put("NOTES", notes.toString());
    builder.environment().put("XDG_CACHE_HOME", cache().toString());
    builder.environment().put("BROKEN", home.resolveSibling("broken").toString());
    builder.environment().put("SENSELINK_JAVA_OPTS", options);
    builder.environment().put("SENSELINK_SERVER", "http://127.0.0.1:1");
    return builder.start();
  }

  static Ended ended(Process process) throws IOException, InterruptedException {
    process.getOutputStream().close();
    List<String> out = new String(process.getInputStream().readAllBytes()).lines().toList();
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException("the script did not end");
    }
    return new Ended(process.exitValue(), out, err);
  }

  static void executable(Path file, String text) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
