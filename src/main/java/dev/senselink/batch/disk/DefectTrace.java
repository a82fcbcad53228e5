package dev.senselink.batch.disk;

import static dev.senselink.batch.disk.DiskMessages.words;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The traces of defects of the program, each a file in the data folder for those who mend it: kinds
 * and places of the failures, and no message, since that may hold a person or a secret.
 */
public final class DefectTrace {
  private static final String FOLDER = "defects";

  /** A defect that comes again and again must not fill the disk. */
  private static final int MOST = 20;

  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);

  private DefectTrace() {}

  /** Kind and place of a failure, in one line. */
  public static String place(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    StringBuilder text = new StringBuilder(e.getClass().getSimpleName());
    if (cause != e) {
      text.append(" from ").append(cause.getClass().getSimpleName());
    }
    if (e instanceof ArithmeticException && String.valueOf(e.getMessage()).startsWith("defect: ")) {
      text.append(" (").append(e.getMessage()).append(')');
    }
    for (StackTraceElement frame : cause.getStackTrace()) {
      if (frame.getClassName().startsWith("dev.senselink")) {
        return text.append(" at ")
            .append(frame.getClassName())
            .append(':')
            .append(frame.getLineNumber())
            .toString();
      }
    }
    return text.toString();
  }

  /**
   * Keeps the trace of a failure.
   *
   * @param data the data folder; {@code null} where there is none that is the user's own
   * @return kind and place in one line, and which file has the trace, if it could be written
   */
  public static String keep(@Nullable Path data, Instant now, Throwable e) {
    if (data == null) {
      return place(e);
    }
    try {
      Path folder = PrivateFiles.folder(data.toAbsolutePath().normalize().resolve(FOLDER));
      Path file = write(folder, now, e);
      forgetOld(folder);
      return words("defect.kept", place(e), file);
    } catch (IOException unwritable) {
      return place(e); // the disk may be what is broken
    }
  }

  private static Path write(Path folder, Instant now, Throwable e) throws IOException {
    for (int n = 0; ; n++) {
      Path file = folder.resolve(NAME.format(now) + (n == 0 ? "" : "-" + n) + ".txt");
      try (OutputStream out = Channels.newOutputStream(PrivateFiles.createToWrite(file))) {
        out.write(text(now, e).getBytes(StandardCharsets.UTF_8));
        return file;
      } catch (FileAlreadyExistsException taken) {
        if (n == MOST) {
          throw taken;
        }
      }
    }
  }

  private static void forgetOld(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      List<Path> sorted = all.sorted().toList();
      for (Path old : sorted.subList(0, Math.max(0, sorted.size() - MOST))) {
        Files.deleteIfExists(old);
      }
    }
  }

  private static String text(Instant now, Throwable e) {
    String version = DefectTrace.class.getPackage().getImplementationVersion();
    StringBuilder text = new StringBuilder();
    text.append(now).append('\n').append("version=").append(version).append('\n');
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Throwable one = e; one != null && seen.add(one); one = one.getCause()) {
      text.append(seen.size() == 1 ? "" : "from ").append(one.getClass().getName()).append('\n');
      for (StackTraceElement frame : one.getStackTrace()) {
        text.append("  at ").append(frame).append('\n');
      }
    }
    return text.toString();
  }
}
