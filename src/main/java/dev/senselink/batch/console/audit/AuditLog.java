package dev.senselink.batch.console.audit;

import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.machine.Machine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * What was done in a console: JSON lines that are only ever appended (0600), a file for each month,
 * so that what is too old can go without a line being changed. Each line is on the disk when it was
 * written. Safe between threads, and between processes.
 */
public final class AuditLog {
  private static final String NOBODY = "-";

  private final Path folder;
  private final Machine machine;

  /**
   * @param data the data folder
   */
  public AuditLog(Path data, Machine machine) {
    this.folder = data.resolve("console").resolve("audit");
    this.machine = machine;
  }

  /** Somebody who is signed in does something. */
  public void did(String what, Map<String, String> about) throws IOException {
    write(account(), what, about, 0);
  }

  /** Somebody does something, or tries to. */
  public void did(String account, String what, Map<String, String> about) throws IOException {
    write(account, what, about, 0);
  }

  /** It was not done. */
  public void refused(String what, Map<String, String> about, int answer) throws IOException {
    write(account(), what, about, answer);
  }

  static String account() {
    Authentication who = SecurityContextHolder.getContext().getAuthentication();
    return who == null ? NOBODY : who.getName();
  }

  private synchronized void write(
      String account, String what, Map<String, String> about, int refused) throws IOException {
    Instant now = machine.wall().instant();
    PrivateFiles.folder(folder.resolveSibling(""));
    PrivateFiles.folder(folder);
    Path file = folder.resolve(YearMonth.from(now.atOffset(ZoneOffset.UTC)) + ".jsonl");
    String line = new AuditEntry(now, account, what, about, refused).json() + "\n";
    boolean cut = isCut(file);
    try (OutputStream out = PrivateFiles.append(file)) {
      out.write(((cut ? "\n" : "") + line).getBytes(StandardCharsets.UTF_8));
    }
    machine.force(file);
  }

  /** Whether the last line was cut off by a death in the middle of it. */
  private static boolean isCut(Path file) throws IOException {
    if (!Files.exists(file)) {
      return false;
    }
    try (FileChannel in = FileChannel.open(file)) {
      ByteBuffer last = ByteBuffer.allocate(1);
      return in.size() > 0 && in.read(last, in.size() - 1) == 1 && last.get(0) != '\n';
    }
  }

  /**
   * Some of it, the newest first.
   *
   * @param all how many entries there are
   */
  record Part(List<AuditEntry> entries, long all) {
    Part {
      entries = List.copyOf(entries);
    }
  }

  /** The entries of a page; in memory are never more than these. */
  Part read(int page, int size) throws IOException {
    List<AuditEntry> found = new ArrayList<>();
    long skip = (long) page * size;
    long all = 0;
    for (Path file : files()) {
      long lines = count(file);
      long to = Math.max(0, lines - Math.max(0, skip - all));
      long from = Math.max(0, to - (size - found.size()));
      if (to > from) {
        found.addAll(part(file, from, to));
      }
      all += lines;
    }
    return new Part(found, all);
  }

  /** The newest first. */
  private List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, "*.jsonl")) {
        all.forEach(files::add);
      }
    }
    files.sort(Comparator.<Path>reverseOrder());
    return files;
  }

  /** A line may be cut off in the middle of a letter: the others are to be read all the same. */
  private static BufferedReader reader(Path file) throws IOException {
    return new BufferedReader(
        new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8));
  }

  private static long count(Path file) throws IOException {
    long lines = 0;
    try (BufferedReader in = reader(file)) {
      for (@Nullable String line = in.readLine(); line != null; line = in.readLine()) {
        lines++;
      }
    }
    return lines;
  }

  private static List<AuditEntry> part(Path file, long from, long to) throws IOException {
    List<AuditEntry> part = new ArrayList<>();
    try (BufferedReader in = reader(file)) {
      long at = 0;
      for (@Nullable String line = in.readLine(); line != null && at < to; line = in.readLine()) {
        if (at >= from) {
          AuditEntry.of(line).ifPresent(part::add);
        }
        at++;
      }
    }
    Collections.reverse(part);
    return part;
  }
}
