package dev.senselink.batch.cli.settings;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Where the values of a command's options come from. */
public final class OptionOrigin {
  private final @Nullable CommandSpec command;
  private final @Nullable ConfigurationDefaults settings;

  /**
   * @param command null for options that stand alone, whose values come from nowhere
   */
  public OptionOrigin(@Nullable CommandSpec command) {
    this.command = command;
    this.settings =
        command != null && command.defaultValueProvider() instanceof ConfigurationDefaults known
            ? known
            : null;
  }

  /** Whether it stands on the command line. */
  public boolean isTyped(String option) {
    return command != null && command.commandLine().getParseResult().hasMatchedOption(option);
  }

  /** Whether it stands in a file that nobody named. */
  public boolean isFound(String option) {
    return settings != null && !isTyped(option) && settings.isFound(spec(option));
  }

  /** Whether it stands in the environment. */
  public boolean isVariable(String option) {
    return settings != null && !isTyped(option) && settings.isVariable(spec(option));
  }

  /** Where it stands, in words; {@code ""} if nowhere but on the command line. */
  public String of(String option) {
    return settings == null ? "" : settings.origin(spec(option));
  }

  /** What environment or file say of an option of the command line; {@code ""} for nothing. */
  public String setting(String option) {
    return settings == null ? "" : settings.setting(option.replaceFirst("^--", ""));
  }

  /** Which other file counts, whatever stands in this one; empty if this one does or would. */
  public Optional<Path> fileBefore(Path file) {
    return settings == null ? Optional.empty() : settings.before(file);
  }

  public Map<String, String> environment() {
    return settings == null ? System.getenv() : settings.environment();
  }

  private OptionSpec spec(String option) {
    return Objects.requireNonNull(Objects.requireNonNull(command).findOption(option));
  }
}
