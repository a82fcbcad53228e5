package dev.senselink.batch.cli.settings;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What a job says of the options that a command has, as they would be typed. */
public final class JobFileArguments {
  private final Path folder;
  private final CommandSpec command;

  /**
   * @param file the job file: paths in it are relative to its folder
   */
  public JobFileArguments(Path file, CommandSpec command) {
    this.folder = file.toAbsolutePath().normalize().resolveSibling("");
    this.command = command;
  }

  /** Of these lines; what the command does not know, and what says nothing, is left out. */
  public List<String> of(List<JobFileLines.Line> lines) {
    return lines.stream().flatMap(line -> of(line).stream()).toList();
  }

  private Optional<String> of(JobFileLines.Line line) {
    OptionSpec option = command.findOption("--" + line.key());
    if (option == null || line.value().isEmpty()) {
      return Optional.empty();
    }
    boolean beside = option.type() == Path.class && line.line() > 0;
    return (beside ? besideFile(line.value()) : Optional.of(line.value()))
        .map(value -> "--" + line.key() + "=" + value);
  }

  private Optional<String> besideFile(String value) {
    try {
      return Optional.of(folder.resolve(value).normalize().toString());
    } catch (InvalidPathException e) {
      return Optional.empty(); // whoever reads the job says so
    }
  }
}
