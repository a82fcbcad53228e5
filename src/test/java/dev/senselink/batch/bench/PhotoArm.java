package dev.senselink.batch.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.senselink.batch.photo.EngineMissingException;
import dev.senselink.batch.photo.Photo;
import dev.senselink.batch.photo.PhotoEngine;
import dev.senselink.batch.photo.PhotoFile;
import dev.senselink.batch.photo.PhotoLimits;
import dev.senselink.batch.photo.PreparationResult;
import dev.senselink.batch.photo.engine.PhotoEngineChoice;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import net.coobird.thumbnailator.Thumbnails;

/** One arm of {@link PhotoBenchmark} in a process of its own: one engine, one kind of file. */
final class PhotoArm {
  private static final double NANOS = 1e9;

  private PhotoArm() {}

  /** Arguments: engine, folder of pictures, seconds of warm-up, seconds measured, folder or -. */
  public static void main(String[] args) throws Exception {
    PhotoEngine engine = engine(args[0]);
    List<InMemory> files = files(Path.of(args[1]));
    long bytes = 0;
    for (InMemory file : files) {
      Photo photo = (Photo) engine.prepare(file, PhotoLimits.standard());
      bytes += photo.jpeg().length;
      if (!args[4].equals("-")) {
        Files.write(Path.of(args[4]).resolve(file.path()), photo.jpeg());
      }
    }
    work(engine, files, Double.parseDouble(args[2]));
    long cpu = cpu();
    long start = System.nanoTime();
    int photos = work(engine, files, Double.parseDouble(args[3]));
    System.out.printf(
        Locale.ROOT,
        "%s %.2f %.2f %d %d%n",
        engine.name(),
        (cpu() - cpu) / 1e6 / photos,
        photos / ((System.nanoTime() - start) / NANOS),
        peakMegabytes(),
        bytes / files.size());
  }

  private static PhotoEngine engine(String name) throws EngineMissingException {
    if (name.equals(PlainLibrary.NAME)) {
      return new PlainLibrary();
    }
    return PhotoEngineChoice.open(
        PhotoEngineChoice.Wanted.valueOf(name.toUpperCase(Locale.ROOT)), null, System.err::println);
  }

  /** The library as its own manual shows it: what a client without this package would do. */
  private static final class PlainLibrary implements PhotoEngine {
    static final String NAME = "library";

    @Override
    public String name() {
      return NAME;
    }

    @Override
    public PreparationResult prepare(PhotoFile source, PhotoLimits limits) {
      ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
      try (InputStream in = source.open()) {
        Thumbnails.of(in)
            .size(limits.longSide(), limits.longSide())
            .outputFormat("jpg")
            .outputQuality(0.85)
            .toOutputStream(jpeg);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return new Photo(jpeg.toByteArray(), 0, 0, "", "", false);
    }
  }

  private static int work(PhotoEngine engine, List<InMemory> files, double seconds) {
    long end = System.nanoTime() + (long) (seconds * NANOS);
    int done = 0;
    while (System.nanoTime() < end) {
      engine.prepare(files.get(done % files.size()), PhotoLimits.standard());
      done++;
    }
    return done;
  }

  private static long cpu() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  /** The most memory the process ever had, 0 where the system does not tell. */
  static long peakMegabytes() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return 0;
    }
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
          .findFirst()
          .orElse(0);
    }
  }

  private static List<InMemory> files(Path folder) throws IOException {
    List<InMemory> files = new ArrayList<>();
    try (Stream<Path> paths = Files.list(folder).sorted()) {
      for (Path path : paths.toList()) {
        files.add(new InMemory(String.valueOf(path.getFileName()), Files.readAllBytes(path)));
      }
    }
    return files;
  }

  private record InMemory(String path, byte[] bytes) implements PhotoFile {
    @Override
    public long size() {
      return bytes.length;
    }

    @Override
    public InputStream open() {
      return new ByteArrayInputStream(bytes);
    }
  }
}
