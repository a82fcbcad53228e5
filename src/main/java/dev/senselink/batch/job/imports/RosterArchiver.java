package dev.senselink.batch.job.imports;

import dev.senselink.batch.disk.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** Puts a roster away after its run, into a folder beside it. */
public final class RosterArchiver {
  /** Where a roster goes that was worked to its end. */
  public static final String DONE = "done";

  /** Where one goes that cannot be worked. */
  public static final String FAILED = "failed";

  private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

  private RosterArchiver() {}

  /**
   * How a file is at a moment, so that another one of its name can be told from it.
   *
   * @param look size, time of change and identity, in one text
   */
  public record Look(String look) {
    /**
     * Of a file as it is now.
     *
     * @throws IOException if it is not there
     */
    public static Look at(Path file) throws IOException {
      BasicFileAttributes facts = Files.readAttributes(file, BasicFileAttributes.class);
      return new Look(facts.size() + " " + facts.lastModifiedTime() + " " + facts.fileKey());
    }
  }

  /**
   * Moves a file into the folder of this name beside it. Nothing is replaced: where its name is
   * taken the time is added to it.
   *
   * @return where it is now
   * @throws IOException if it cannot be moved; it is where it was then
   */
  public static Path put(Path file, String folder, Clock clock) throws IOException {
    Path shelf = PrivateFiles.folder(file.resolveSibling(folder));
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.') > 0 ? name.lastIndexOf('.') : name.length();
    String time = STAMP.format(ZonedDateTime.now(clock));
    Path free = shelf.resolve(name);
    for (int n = 1; Files.exists(free); n++) {
      String more = "-" + time + (n == 1 ? "" : "-" + n);
      free = shelf.resolve(name.substring(0, dot) + more + name.substring(dot));
    }
    return Files.move(file, free, StandardCopyOption.ATOMIC_MOVE);
  }
}
