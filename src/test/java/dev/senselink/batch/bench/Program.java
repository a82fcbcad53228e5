package dev.senselink.batch.bench;

import dev.senselink.batch.fixture.ChildJava;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The program in a JVM of its own. */
final class Program {
  private static final long LONGEST_MINUTES = 60;

  private final Path folder;
  private final List<String> java;

  /**
   * @param folder where its output is kept
   * @param jvmOptions e.g. {@code -Xmx64m}
   */
  Program(Path folder, String... jvmOptions) {
    this.folder = folder;
    this.java = ChildJava.command(jvmOptions);
    this.java.add("dev.senselink.batch.Main");
  }

  /** Another build of the program: its jar. */
  Program(Path folder, Path jar) {
    this.folder = folder;
    this.java = List.of(ChildJava.JAVA, "-jar", jar.toString());
  }

  /**
   * What a process left behind.
   *
   * @param seconds from its start to its end, the JVM's own start included
   */
  record Ended(int exit, double seconds, String out, String err) {}

  /** What a process left behind, and the processor time that it took. */
  record Measured(Ended ended, Duration processor) {}

  /** A process that may still be at work; its output goes to files. */
  record Running(Process process, long began, Path out, Path err) {
    Ended await() {
      try {
        if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
          process.destroyForcibly();
          throw new IllegalStateException("not over after " + LONGEST_MINUTES + " minutes");
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        return new Ended(
            process.exitValue(), seconds, Files.readString(out), Files.readString(err));
      } catch (InterruptedException e) {
        process.destroyForcibly();
        throw new IllegalStateException("interrupted while a program was at work", e);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Runs a command of the program to its end, and takes its processor time while it runs. */
  Measured measure(String... arguments) {
    Running running = start(arguments);
    Duration processor = Duration.ZERO;
    while (running.process().isAlive()) {
      processor = running.process().info().totalCpuDuration().orElse(processor);
      LockSupport.parkNanos(20_000_000);
    }
    return new Measured(running.await(), processor);
  }

  /** Runs a command of the program to its end. */
  Ended run(String... arguments) {
    return start(arguments).await();
  }

  /** Starts a command of the program. */
  Running start(String... arguments) {
    List<String> command = new ArrayList<>(java);
    command.addAll(List.of(arguments));
    try {
      Path out = Files.createTempFile(folder, "out", ".txt");
      Path err = Files.createTempFile(folder, "err", ".txt");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      // What is measured must not depend on what the caller has set.
      builder.environment().keySet().removeIf(name -> name.startsWith("SENSELINK_"));
      long began = System.nanoTime();
      return new Running(builder.start(), began, out, err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
