package dev.senselink.batch.cli;

import dev.senselink.batch.cli.console.CommandWatch;
import dev.senselink.batch.cli.console.StopSignals;
import dev.senselink.batch.cli.doctor.ConsoleSetup;
import dev.senselink.batch.cli.doctor.SetupCommand;
import dev.senselink.batch.cli.web.WebConsoleCommand;
import dev.senselink.batch.console.command.CommandRunner;
import dev.senselink.batch.console.command.JobSheet;
import dev.senselink.batch.console.command.ServerSetup;
import dev.senselink.batch.console.look.Look;
import dev.senselink.batch.job.RunEnvironment;
import dev.senselink.batch.job.StopSwitch;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Runs the commands that the console starts: the command line itself, in the same process. */
final class ConsoleCommands implements CommandRunner {
  private final List<String> settings;
  private final Map<String, String> environment;
  private final RunEnvironment world;

  /**
   * @param settings what was typed with the console and counts for every command
   * @param environment in the place of the process's
   */
  ConsoleCommands(List<String> settings, Map<String, String> environment, RunEnvironment world) {
    this.settings = List.copyOf(settings);
    this.environment = Map.copyOf(environment);
    this.world = world;
  }

  /**
   * Such runners, with what stands in the environment of the console; of what is meant for this
   * program only what they are given, where they are given something.
   */
  static WebConsoleCommand.Commands among(Map<String, String> environment, RunEnvironment world) {
    return (typed, more) -> {
      Map<String, String> all = new HashMap<>(environment);
      all.keySet().removeIf(name -> !more.isEmpty() && name.startsWith("SENSELINK_"));
      all.putAll(more);
      return new ConsoleCommands(typed, all, world);
    };
  }

  @Override
  public Ended run(List<String> words, Watcher watcher) {
    List<String> all = new ArrayList<>(words);
    all.addAll(settings);
    StringWriter result = new StringWriter();
    Watched watched = new Watched(watcher);
    int exit =
        watched.over(
            () ->
                Cli.run(
                    all.toArray(String[]::new),
                    environment,
                    new PrintWriter(result, true),
                    new PrintWriter(new Lines(watcher::says), true),
                    world));
    return new Ended(exit, result.toString());
  }

  @Override
  public JobSheet read(Path jobFile) {
    return new JobSheetReader(jobFile, settings, environment).read();
  }

  @Override
  public Look look() {
    return new ConsoleLook(settings, environment, world);
  }

  @Override
  public ServerSetup setup() {
    ConsoleOptions options = new ConsoleOptions(settings, environment, world);
    return new ConsoleSetup(() -> options.of(List.of("setup"), SetupCommand.class));
  }

  private static final class Watched extends CommandWatch {
    private final Watcher watcher;

    Watched(Watcher watcher) {
      this.watcher = watcher;
    }

    @Override
    protected void begins(StopSwitch stop) {
      watcher.begins(() -> stop.stop(StopSignals.inConsole()));
    }

    @Override
    protected void rows(long done, long total) {
      watcher.rows(done, total);
    }
  }

  /** Gives what is written on, line by line. */
  private static final class Lines extends Writer {
    private final Consumer<String> each;
    private final StringBuilder begun = new StringBuilder();

    Lines(Consumer<String> each) {
      this.each = each;
    }

    @Override
    public void write(char[] text, int from, int length) {
      synchronized (lock) {
        for (int i = from; i < from + length; i++) {
          if (text[i] == '\n') {
            each.accept(begun.toString().stripTrailing());
            begun.setLength(0);
          } else {
            begun.append(text[i]);
          }
        }
      }
    }

    @Override
    public void flush() {
      // A line is given on once it is whole.
    }

    @Override
    public void close() {
      flush();
    }
  }
}
