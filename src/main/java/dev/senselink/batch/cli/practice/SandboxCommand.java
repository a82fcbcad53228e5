package dev.senselink.batch.cli.practice;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.FileErrorMessages;
import dev.senselink.batch.cli.console.LogConfiguration;
import dev.senselink.batch.cli.console.OutputOptions;
import dev.senselink.batch.disk.TrustedFile;
import dev.senselink.batch.sandbox.Sandbox;
import dev.senselink.batch.sandbox.fault.CallLatency;
import dev.senselink.batch.sandbox.fault.FaultRule;
import dev.senselink.batch.sandbox.fault.SandboxSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code sandbox}: the embedded server on its own, until Ctrl-C or SIGTERM. */
@Command(name = "sandbox", mixinStandardHelpOptions = true, sortOptions = false)
public final class SandboxCommand implements Callable<Integer> {
  private static final int HIGHEST_PORT = 65_535;

  @Spec private CommandSpec spec;

  @Option(names = "--port", paramLabel = "N", defaultValue = "0")
  private int port;

  @Option(names = "--ws-port", paramLabel = "N", defaultValue = "0")
  private int wsPort;

  @Option(names = "--bind", paramLabel = "ADDR", defaultValue = "127.0.0.1")
  private String bind;

  @Option(names = "--latency-median", paramLabel = "MS", defaultValue = "0")
  private long latencyMedian;

  @Option(names = "--latency-sigma", paramLabel = "S", defaultValue = "0")
  private double latencySigma;

  @Option(names = "--faults", paramLabel = "FILE")
  private @Nullable Path faults;

  @Option(names = "--commits", paramLabel = "FILE")
  private @Nullable Path commits;

  @Mixin private final OutputOptions output = new OutputOptions();

  @Override
  public Integer call() {
    LogConfiguration.configure(output);
    try (Sandbox sandbox = start()) {
      Thread hook = new Thread(() -> stop(sandbox), "sandbox-stop");
      Runtime.getRuntime().addShutdownHook(hook);
      announce(sandbox);
      awaitInterrupt();
      Runtime.getRuntime().removeShutdownHook(hook);
    }
    return 0;
  }

  private Sandbox start() {
    try {
      return Sandbox.start(settings());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), words("sandbox.setting", e.getMessage()), e);
    } catch (UncheckedIOException e) {
      throw new ParameterException(
          spec.commandLine(),
          e.getCause() == null
              ? words("sandbox.setting", e.getMessage())
              : words("sandbox.file", e.getMessage(), FileErrorMessages.words(e.getCause())),
          e);
    }
  }

  private SandboxSettings settings() {
    mustBePort(port, "--port");
    mustBePort(wsPort, "--ws-port");
    CallLatency latency = CallLatency.logNormal(Duration.ofMillis(latencyMedian), latencySigma);
    List<FaultRule> rules = faults == null ? List.of() : rules(faults);
    SandboxSettings settings =
        SandboxSettings.standard()
            .withBind(bind)
            .withPort(port)
            .withWsPort(wsPort)
            .withLatency(latency)
            .withFaults(rules);
    return commits == null ? settings : settings.withCommitsFile(commits);
  }

  private List<FaultRule> rules(Path file) {
    try {
      TrustedFile.text(file, TrustedFile.SETTINGS);
    } catch (IOException e) {
      throw new ParameterException(
          spec.commandLine(), words("sandbox.file", file, FileErrorMessages.words(file, e)), e);
    }
    return FaultRule.read(file);
  }

  private void mustBePort(int number, String option) {
    if (number < 0 || number > HIGHEST_PORT) {
      throw new ParameterException(spec.commandLine(), words("sandbox.port", option, number));
    }
  }

  private void announce(Sandbox sandbox) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("server", sandbox.url().toString());
    line.put("wsPort", sandbox.wsPort());
    line.put("appKey", sandbox.appKey());
    line.put("appSecretFile", sandbox.appSecretFile().toString());
    line.put("companyId", sandbox.companyId());
    PrintWriter out = spec.commandLine().getOut();
    out.println(JsonMapper.shared().writeValueAsString(line));
    out.flush();
  }

  private static void awaitInterrupt() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      // Whoever runs the command inside a process stops it so; there is nobody to pass it on to.
    }
  }

  /** On a signal: a stop is this command's good end, so the shell must see 0 and not 130 or 143. */
  private static void stop(Sandbox sandbox) {
    sandbox.close();
    Runtime.getRuntime().halt(0);
  }
}
