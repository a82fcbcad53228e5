package dev.senselink.batch.cli;

import dev.senselink.batch.directory.Diagnosis;
import dev.senselink.batch.ledger.FolderLook;
import dev.senselink.batch.photo.PhotoEngine;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What doctor can say of this machine. Reads only: no folder is made and no lock kept. */
final class MachineProbes {
  private static final long MEGABYTE = 1L << 20;

  /** A run of some ten thousand people with its report. */
  private static final long LITTLE_ROOM = 500 * MEGABYTE;

  private static final long NO_ROOM = 20 * MEGABYTE;

  /** Photos of twelve megapixels, eight at once, want more than this. */
  private static final long SMALL_HEAP = 200 * MEGABYTE;

  List<Diagnosis> all(Path data, String engine) {
    List<Diagnosis> lines = new ArrayList<>();
    lines.add(photoEngine(engine));
    lines.addAll(dataFolder(data));
    lines.add(reportFolder(Path.of("reports")));
    lines.add(temporary(Path.of(System.getProperty("java.io.tmpdir", "."))));
    lines.add(java());
    lines.add(memory(Runtime.getRuntime().maxMemory()));
    lines.add(Diagnosis.ok("time-zone", ZoneId.systemDefault() + " on this machine"));
    lines.add(encoding(System.getProperty("sun.jnu.encoding", "")));
    return lines;
  }

  /** Which engine an import would use, and why. */
  static Diagnosis photoEngine(String wanted) {
    PreparationOptions options = new PreparationOptions();
    options.engine = wanted;
    try {
      PhotoEngine engine = options.engine(slower -> {});
      String why = engine.why();
      return Diagnosis.ok("photo-engine", engine.name() + (why.isEmpty() ? "" : ", " + why));
    } catch (UsageException e) {
      return Diagnosis.bad(
          "photo-engine", String.valueOf(e.getMessage()), "leave --photo-engine out");
    }
  }

  /** The secret is only as good as the file's mode; nothing where the modes are not known. */
  Optional<Diagnosis> secretFile(@Nullable Path file) {
    if (file == null || !Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file);
      boolean open =
          mode.contains(PosixFilePermission.GROUP_READ)
              || mode.contains(PosixFilePermission.OTHERS_READ);
      return Optional.of(
          open
              ? Diagnosis.warn(
                  "secret-file",
                  "other users of this machine can read the file with the app secret",
                  "chmod 600 " + shown(file.toString()))
              : Diagnosis.ok("secret-file", "only its owner can read it"));
    } catch (IOException | UnsupportedOperationException e) {
      return Optional.empty();
    }
  }

  static List<Diagnosis> dataFolder(Path folder) {
    try {
      FolderLook look = FolderLook.at(folder);
      List<Diagnosis> lines = new ArrayList<>();
      lines.add(folder(look));
      lines.add(room("disk", look.freeBytes(), "the data folder"));
      lines.add(
          look.holder() == null
              ? Diagnosis.ok("lock", "no run is at work")
              : Diagnosis.warn(
                  "lock",
                  "a run is at work: " + look.holder(),
                  "wait for it to end before you start another, or use another --data"));
      return lines;
    } catch (IOException e) {
      return List.of(
          Diagnosis.bad(
              "data-folder",
              shown(folder.toString()) + " cannot be looked at",
              "name another with --data"));
    }
  }

  private static Diagnosis folder(FolderLook look) {
    String where = shown(look.folder().toString()) + " (" + look.fileSystem() + ")";
    if (look.network()) {
      return Diagnosis.bad(
          "data-folder",
          where + " is on a network file system, where locks do not hold",
          "name a folder on a local disk with --data");
    }
    if (!look.usable()) {
      return Diagnosis.bad(
          "data-folder",
          where + " cannot be written, or is no folder",
          "give this user the right to write there, or name another with --data");
    }
    if (look.openToOthers()) {
      return Diagnosis.warn(
          "data-folder",
          where + " is open to other users of this machine; rosters and names lie in it",
          "chmod 700 " + shown(look.folder().toString()));
    }
    return Diagnosis.ok("data-folder", look.there() ? where : where + ", made by the first run");
  }

  static Diagnosis reportFolder(Path folder) {
    String where = shown(folder.toAbsolutePath().normalize().toString());
    try {
      FolderLook look = FolderLook.at(folder);
      return look.usable()
          ? Diagnosis.ok("report-folder", "reports go below " + where)
          : Diagnosis.bad(
              "report-folder",
              "no report can be written below " + where,
              "work in a folder of your own, or name one with --report");
    } catch (IOException e) {
      return Diagnosis.bad(
          "report-folder", where + " cannot be looked at", "name another with --report");
    }
  }

  static Diagnosis temporary(Path folder) {
    String where = shown(folder.toString());
    try {
      FolderLook look = FolderLook.at(folder);
      return look.there() && look.usable()
          ? room("temp-folder", look.freeBytes(), where)
          : Diagnosis.bad(
              "temp-folder",
              where + " cannot be written",
              "name another: JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=FOLDER");
    } catch (IOException e) {
      return Diagnosis.bad("temp-folder", where + " cannot be looked at", "see java.io.tmpdir");
    }
  }

  private static Diagnosis room(String check, long bytes, String where) {
    String found = bytes / MEGABYTE + " MB free for " + where;
    if (bytes < NO_ROOM) {
      return Diagnosis.bad(check, found, "make room: a run stops when the disk is full");
    }
    return bytes < LITTLE_ROOM
        ? Diagnosis.warn(check, found, "make room before a large import")
        : Diagnosis.ok(check, found);
  }

  private static Diagnosis java() {
    return Diagnosis.ok(
        "java",
        System.getProperty("java.version")
            + ", "
            + System.getProperty("os.name")
            + " "
            + System.getProperty("os.arch"));
  }

  static Diagnosis memory(long most) {
    String found = most / MEGABYTE + " MB of heap at most";
    return most < SMALL_HEAP
        ? Diagnosis.warn(
            "memory",
            found + ": large photos are prepared one at a time or refused",
            "SENSELINK_JAVA_OPTS=-Xmx512m")
        : Diagnosis.ok("memory", found);
  }

  /** Where names of files are not UTF-8, Java can neither open nor print a Chinese one. */
  static Diagnosis encoding(String ofNames) {
    String found = "file names are read as " + ofNames;
    return ofNames.isEmpty()
            || Charset.isSupported(ofNames) && Charset.forName(ofNames).newEncoder().canEncode('张')
        ? Diagnosis.ok("encoding", found)
        : Diagnosis.warn(
            "encoding",
            found + ": a file with a Chinese name cannot be opened",
            "start it with LC_ALL=C.UTF-8");
  }

  /** A text with paths, the user's own folder as {@code ~}: its name is often a person's. */
  static String shown(String text) {
    String home = System.getProperty("user.home", "");
    return home.length() > 1 ? text.replaceAll(Pattern.quote(home) + "(?![\\w.-])", "~") : text;
  }
}
