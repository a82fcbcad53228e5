package dev.senselink.batch.cli.fleet;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.api.SecretText;
import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.disk.ProgramLine;
import dev.senselink.batch.fleet.FleetDefinition;
import dev.senselink.batch.job.SecretSource;
import dev.senselink.batch.machine.Machine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A program of the user's that says the secret of a site, such as {@code vault read -field=secret
 * senselink/{site}}. It is started without a shell and with a time limit; what it says is held by
 * nothing but the command that asked, and told to nobody. Safe between threads.
 */
final class SecretProgram {
  static final String KEY = "secret-command";
  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** No secret is longer: what is has printed something else. */
  private static final int MOST = 4096;

  private final ProgramLine program;
  private final Machine machine;
  private final Duration limit;

  SecretProgram(ProgramLine program, Machine machine, Duration limit) {
    this.program = program;
    this.machine = machine;
    this.limit = limit;
  }

  /**
   * Where the secrets of sites come from.
   *
   * @param command {@code null} for none
   * @throws UsageException if it cannot be right
   */
  static Function<String, SecretSource> of(@Nullable String command, Machine machine) {
    if (command == null) {
      return site -> SecretSource.NONE;
    }
    try {
      return new SecretProgram(ProgramLine.of(command), machine, LIMIT)::source;
    } catch (IllegalArgumentException e) {
      throw new UsageException(words("secret.wrong", e.getMessage()));
    }
  }

  /** Of a command at one site, which may ask more than once. */
  SecretSource source(String site) {
    return new SecretSource() {
      private @Nullable Said known;

      @Override
      public synchronized Optional<SecretText> secret() {
        Said said = known == null ? ask(site) : known;
        known = said;
        return Optional.of(said.secret());
      }

      @Override
      public synchronized String secondLine() {
        return known == null ? "" : known.second();
      }
    };
  }

  /** What the program has said: the secret, and the line below it. */
  private record Said(SecretText secret, String second) {}

  private Said ask(String site) {
    if (site.startsWith("-")) { // it would be an option of the program's
      throw failed(words("secret.dash"));
    }
    Process process = start(site);
    FutureTask<byte[]> output =
        new FutureTask<>(() -> process.getInputStream().readNBytes(MOST + 1));
    machine.start("senselink-secret", output);
    try {
      return secret(said(process, output));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(words("secret.stopped"));
    } finally {
      ProgramLine.end(process); // then nobody writes any more, and the reader ends, too
    }
  }

  private Process start(String site) {
    try {
      Process process =
          program
              .process(word -> word.replace(FleetDefinition.SITE, site))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      process.getOutputStream().close();
      return process;
    } catch (IOException e) {
      throw failed(words("secret.absent"));
    }
  }

  private byte[] said(Process process, FutureTask<byte[]> output) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    try {
      byte[] said = output.get(limit.toNanos(), TimeUnit.NANOSECONDS);
      if (said.length > MOST) {
        throw failed(words("secret.long", MOST));
      }
      if (!process.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        throw slow();
      }
      if (process.exitValue() != 0) {
        throw failed(words("secret.code", process.exitValue()));
      }
      return said;
    } catch (TimeoutException e) {
      throw slow();
    } catch (ExecutionException e) {
      throw failed(words("secret.absent"));
    }
  }

  private Said secret(byte[] said) {
    String text = new String(said, StandardCharsets.UTF_8);
    String first = text.lines().findFirst().orElse("").strip();
    if (first.isEmpty()) {
      throw failed(words("secret.silent"));
    }
    return new Said(SecretText.of(first), text.lines().skip(1).findFirst().orElse("").strip());
  }

  private UsageException slow() {
    return failed(words("secret.slow", limit.toSeconds()));
  }

  /** Without what it was given, which is nobody's business in a log. */
  private UsageException failed(String what) {
    return new UsageException(words("secret.failed", program.name(), what));
  }
}
