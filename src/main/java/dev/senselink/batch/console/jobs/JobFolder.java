package dev.senselink.batch.console.jobs;

import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.disk.Sha256Digest;
import dev.senselink.batch.disk.TrustedFile;
import dev.senselink.batch.ledger.store.LedgerException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The job files of a folder, and beside each its schedule. An id from a request leads to one of
 * them or to nothing.
 */
final class JobFolder {
  private static final int ID_BYTES = 10;

  private final @Nullable Path folder;

  /**
   * @param folder {@code null} for none
   */
  JobFolder(@Nullable Path folder) {
    this.folder = folder == null ? null : folder.toAbsolutePath().normalize();
  }

  /**
   * A job file.
   *
   * @param name without its ending
   */
  record Job(String id, String name, Path file) {
    private Path schedule() {
      return file.resolveSibling(file.getFileName() + ".schedule");
    }
  }

  boolean exists() {
    return folder != null;
  }

  /** All of them, by name. A link is none: what it leads to lies elsewhere. */
  List<Job> all() {
    List<Job> all = new ArrayList<>();
    Path here = folder;
    if (here == null || !Files.isDirectory(here)) {
      return all;
    }
    try (DirectoryStream<Path> found = Files.newDirectoryStream(here, "*.{yml,yaml}")) {
      for (Path file : found) {
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
          all.add(job(file));
        }
      }
    } catch (IOException e) {
      throw new LedgerException(LedgerException.Kind.BROKEN, here.toString(), e);
    }
    all.sort(Comparator.comparing(Job::name));
    return all;
  }

  Optional<Job> find(String id) {
    return all().stream().filter(job -> job.id().equals(id)).findFirst();
  }

  /**
   * Makes a job file (0600).
   *
   * @throws FileAlreadyExistsException if anything of that name is there, be it a schedule that was
   *     left: nothing is written then
   */
  Job create(String name, String text) throws IOException {
    Path here = Objects.requireNonNull(folder);
    Path file = here.resolve(name + ".yml");
    Job job = job(file);
    boolean taken = all().stream().anyMatch(one -> one.name().equalsIgnoreCase(name));
    if (taken || Files.exists(job.schedule(), LinkOption.NOFOLLOW_LINKS)) {
      throw new FileAlreadyExistsException(file.toString());
    }
    FileChannel channel = PrivateFiles.createToWrite(file);
    try (OutputStream out = Channels.newOutputStream(channel)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      Files.deleteIfExists(file); // half of it would be another job
      throw e;
    }
    return job;
  }

  private static Job job(Path file) {
    String name = String.valueOf(file.getFileName());
    String id = HexFormat.of().formatHex(Sha256Digest.of(name), 0, ID_BYTES);
    return new Job(id, name.replaceFirst("\\.ya?ml$", ""), file);
  }

  /** Of the whole file; {@code ""} if it cannot be read. */
  static String sha256(Job job) {
    try {
      return Sha256Digest.hexOf(Files.readAllBytes(job.file()));
    } catch (IOException e) {
      return "";
    }
  }

  /** When it is due; {@code null} if it was never said, cannot be read, or may be another's. */
  static @Nullable Schedule schedule(Job job) {
    try {
      if (!Files.exists(job.schedule(), LinkOption.NOFOLLOW_LINKS)) {
        return null;
      }
      if (JobTrust.isForeign(job.schedule())) {
        return null;
      }
      String text = TrustedFile.text(job.schedule(), TrustedFile.SETTINGS);
      return JsonMapper.shared().readValue(text, Schedule.class);
    } catch (IOException | JacksonException e) {
      return null;
    }
  }

  /** Whether it was said when it is due, and nobody can read it any more. */
  static boolean isUnreadable(Job job) {
    return Files.exists(job.schedule(), LinkOption.NOFOLLOW_LINKS) && schedule(job) == null;
  }

  /**
   * Says when it is due.
   *
   * @param schedule {@code null} for never
   */
  static void schedule(Job job, @Nullable Schedule schedule) throws IOException {
    if (schedule == null) {
      Files.deleteIfExists(job.schedule());
    } else {
      PrivateFiles.write(job.schedule(), JsonMapper.shared().writeValueAsString(schedule));
    }
  }
}
