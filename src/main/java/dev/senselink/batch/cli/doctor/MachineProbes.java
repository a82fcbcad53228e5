package dev.senselink.batch.cli.doctor;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.FileErrorMessages;
import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.cli.option.ConnectionWarnings;
import dev.senselink.batch.cli.option.DataFolderOptions;
import dev.senselink.batch.cli.option.PhotoPreparationOptions;
import dev.senselink.batch.directory.Diagnosis;
import dev.senselink.batch.disk.FileExposure;
import dev.senselink.batch.ledger.store.DataFolderFacts;
import dev.senselink.batch.photo.EngineMissingException;
import dev.senselink.batch.photo.PhotoEngine;
import dev.senselink.batch.photo.engine.HeicConverterSearch;
import dev.senselink.batch.photo.face.FaceCheck;
import dev.senselink.batch.photo.face.FaceLimits;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  List<Diagnosis> all(Path data, Path reports, String engine) {
    List<Diagnosis> lines = new ArrayList<>();
    lines.add(photoEngine(engine));
    lines.add(faces());
    lines.add(heic(System.getenv()));
    lines.addAll(dataFolder(data));
    lines.add(reportFolder(reports));
    lines.add(temporary(Path.of(System.getProperty("java.io.tmpdir", "."))));
    lines.add(java());
    lines.add(memory(Runtime.getRuntime().maxMemory()));
    lines.add(Diagnosis.ok("time-zone", words("machine.zone", ZoneId.systemDefault())));
    lines.add(encoding(System.getProperty("sun.jnu.encoding", "")));
    return lines;
  }

  /** Which engine an import would use, and why. */
  static Diagnosis photoEngine(String wanted) {
    PhotoPreparationOptions options = new PhotoPreparationOptions();
    options.engine = wanted;
    try {
      PhotoEngine engine = options.engine(slower -> {});
      String why = engine.why();
      return Diagnosis.ok(
          "photo-engine",
          why.isEmpty() ? engine.name() : words("machine.engine", engine.name(), why));
    } catch (UsageException e) {
      return Diagnosis.bad(
          "photo-engine", String.valueOf(e.getMessage()), words("machine.engine.remedy"));
    }
  }

  /** Whether faces can be looked at before the server does. */
  private static Diagnosis faces() {
    try {
      FaceCheck.open(FaceLimits.standard());
      return Diagnosis.ok("faces", words("machine.faces"));
    } catch (EngineMissingException e) {
      return Diagnosis.warn(
          "faces", words("machine.faces.missing", e.why()), words("machine.faces.remedy"));
    }
  }

  /** What could read HEIC and AVIF, and the option that says so. */
  static Diagnosis heic(Map<String, String> environment) {
    return Diagnosis.ok(
        "heic",
        HeicConverterSearch.find(environment)
            .map(command -> words("machine.heic", command))
            .orElseGet(() -> words("machine.heic.none")));
  }

  /**
   * The files that say what is done, to whom it goes and whom to trust: the judgement of {@link
   * ConnectionWarnings}, and nothing of a file that is not there.
   */
  List<Diagnosis> files(
      @Nullable Path settings, @Nullable Path secret, @Nullable Path authorities) {
    List<Diagnosis> lines = new ArrayList<>();
    changeableFile("configuration-file", settings).ifPresent(lines::add);
    secretFile(secret).ifPresent(lines::add);
    changeableFile("ca-file", authorities).ifPresent(lines::add);
    return lines;
  }

  private static Optional<Diagnosis> changeableFile(String check, @Nullable Path file) {
    if (file == null || !Files.isRegularFile(file)) {
      return Optional.empty();
    }
    String where = shown(file.toString());
    return Optional.of(
        FileErrorMessages.changeable(file)
            .map(
                why ->
                    Diagnosis.warn(
                        check,
                        words("machine.file.changeable", where, shown(why)),
                        "chmod 600 " + where))
            .orElseGet(() -> Diagnosis.ok(check, where)));
  }

  /** The secret is only as good as the file's mode; nothing where the modes are not known. */
  Optional<Diagnosis> secretFile(@Nullable Path file) {
    if (file == null || !Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          FileExposure.of(file).readable()
              ? Diagnosis.warn(
                  "secret-file",
                  words("machine.secret.open"),
                  "chmod 600 " + shown(file.toString()))
              : Diagnosis.ok("secret-file", words("machine.secret.ok")));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  static List<Diagnosis> dataFolder(Path folder) {
    try {
      DataFolderFacts look = DataFolderFacts.at(folder);
      List<Diagnosis> lines = new ArrayList<>();
      lines.add(folder(look));
      lines.add(room("disk", look.freeBytes(), words("machine.data")));
      lines.add(
          look.holder() == null
              ? Diagnosis.ok("lock", words("machine.lock.free"))
              : Diagnosis.warn(
                  "lock",
                  words("machine.lock.taken", look.holder()),
                  words("machine.lock.remedy")));
      return lines;
    } catch (IOException e) {
      return List.of(
          Diagnosis.bad(
              "data-folder",
              words("machine.unseen", shown(folder.toString())),
              words("machine.data.another")));
    }
  }

  private static Diagnosis folder(DataFolderFacts look) {
    String where = shown(look.folder().toString()) + " (" + look.fileSystem() + ")";
    if (look.network()) {
      return Diagnosis.bad(
          "data-folder",
          words("machine.data.network", where),
          words("machine.data.network.remedy"));
    }
    if (!look.usable()) {
      return Diagnosis.bad(
          "data-folder",
          words("machine.data.unusable", where),
          words("machine.data.unusable.remedy"));
    }
    Optional<String> changeable = changeable(look.folder());
    if (changeable.isPresent()) {
      return Diagnosis.bad(
          "data-folder",
          words("machine.data.changeable", where, changeable.get()),
          words("machine.data.changeable.remedy"));
    }
    if (look.openToOthers()) {
      return Diagnosis.warn(
          "data-folder",
          words("machine.data.open", where),
          "chmod 700 " + shown(look.folder().toString()));
    }
    return Diagnosis.ok("data-folder", look.there() ? where : words("machine.data.notYet", where));
  }

  private static Optional<String> changeable(Path folder) {
    try {
      return DataFolderOptions.foreign(folder);
    } catch (IOException e) {
      return Optional.empty(); // it is not there yet
    }
  }

  static Diagnosis reportFolder(Path folder) {
    String where = shown(folder.toAbsolutePath().normalize().toString());
    try {
      DataFolderFacts look = DataFolderFacts.at(folder);
      return look.usable()
          ? Diagnosis.ok("report-folder", words("machine.report.ok", where))
          : Diagnosis.bad(
              "report-folder",
              words("machine.report.unusable", where),
              words("machine.report.unusable.remedy"));
    } catch (IOException e) {
      return Diagnosis.bad(
          "report-folder", words("machine.unseen", where), words("machine.report.another"));
    }
  }

  static Diagnosis temporary(Path folder) {
    String where = shown(folder.toString());
    try {
      DataFolderFacts look = DataFolderFacts.at(folder);
      return look.there() && look.usable()
          ? room("temp-folder", look.freeBytes(), where)
          : Diagnosis.bad(
              "temp-folder", words("machine.temp.unusable", where), words("machine.temp.another"));
    } catch (IOException e) {
      return Diagnosis.bad(
          "temp-folder", words("machine.unseen", where), words("machine.temp.another"));
    }
  }

  private static Diagnosis room(String check, long bytes, String where) {
    String found = words("machine.room", bytes / MEGABYTE, where);
    if (bytes < NO_ROOM) {
      return Diagnosis.bad(check, found, words("machine.room.none"));
    }
    return bytes < LITTLE_ROOM
        ? Diagnosis.warn(check, found, words("machine.room.little"))
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
    String found = words("machine.memory", most / MEGABYTE);
    return most < SMALL_HEAP
        ? Diagnosis.warn(
            "memory",
            words("machine.memory.small", most / MEGABYTE),
            "SENSELINK_JAVA_OPTS=-Xmx512m")
        : Diagnosis.ok("memory", found);
  }

  /** Where names of files are not UTF-8, Java can neither open nor print a Chinese one. */
  static Diagnosis encoding(String ofNames) {
    String found = words("machine.encoding", ofNames);
    return ofNames.isEmpty()
            || Charset.isSupported(ofNames) && Charset.forName(ofNames).newEncoder().canEncode('张')
        ? Diagnosis.ok("encoding", found)
        : Diagnosis.warn(
            "encoding",
            words("machine.encoding.narrow", ofNames),
            words("machine.encoding.remedy"));
  }

  /** A text with paths, the user's own folder as {@code ~}: its name is often a person's. */
  static String shown(String text) {
    String home = System.getProperty("user.home", "");
    return home.length() > 1 ? text.replaceAll(Pattern.quote(home) + "(?![\\w.-])", "~") : text;
  }
}
