package dev.senselink.batch.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.senselink.batch.fixture.Portraits;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Large rosters of people who do not exist, always the same. */
final class Rosters {
  private static final String HEADER = "name,jobNumber,mobile,mail,position,remark\n";

  private Rosters() {}

  /** So many different people. */
  static Path different(Path file, int rows) {
    return write(file, rows, i -> line(i, i, mobile(i)));
  }

  /** So many people, of whom only each hundredth has a name: the others are refused. */
  static Path mostUnnamed(Path file, int rows) {
    return write(
        file,
        rows,
        i ->
            i % 100 == 0
                ? line(i, i, mobile(i))
                : line(i, i, mobile(i)).replaceFirst("^[^,]*", ""));
  }

  /** Each job number twice, half a file apart: all are refused. */
  static Path twice(Path file, int rows) {
    return write(file, rows, i -> line(i, i % (rows / 2), mobile(i)));
  }

  /** Different people with one mobile: a warning each, since the job number is the key. */
  static Path oneMobile(Path file, int rows) {
    return write(file, rows, i -> line(i, i, mobile(0)));
  }

  /** Nobody has a job number, and all have the same mobile: one value shared by all rows. */
  static Path oneKey(Path file, int rows) {
    return write(file, rows, i -> String.format(Locale.ROOT, "Person %d,,%s,,,\n", i, mobile(0)));
  }

  /** A portrait for each of the first so many people, named by job number. */
  static Path portraits(Path folder, int people, int longSide) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    IntStream.range(0, people)
        .parallel()
        .forEach(i -> save(folder.resolve(job(i) + ".jpg"), Portraits.person(i, longSide)));
    return folder;
  }

  private static void save(Path file, byte[] bytes) {
    try {
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path write(Path file, int rows, IntFunction<String> line) {
    try (BufferedWriter out = Files.newBufferedWriter(file, UTF_8)) {
      out.write(HEADER);
      for (int i = 0; i < rows; i++) {
        out.write(line.apply(i));
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String line(int person, int job, String mobile) {
    return "王小明 Person "
        + person
        + ","
        + job(job)
        + ","
        + mobile
        + ",person"
        + person
        + "@example.org,工程师,\"row, "
        + person
        + "\"\n";
  }

  /** The job number of a person. */
  static String job(int i) {
    return String.format(Locale.ROOT, "E%07d", i);
  }

  private static String mobile(int i) {
    return "139" + String.format(Locale.ROOT, "%08d", i);
  }
}
