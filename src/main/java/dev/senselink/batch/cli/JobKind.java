package dev.senselink.batch.cli;

import dev.senselink.batch.cli.option.JobCommand;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A command that a job file can name. A new one is a line in {@link #ALL} and a command that is a
 * {@link JobCommand}.
 *
 * @param name the command's words joined by {@code -}
 * @param argument the key that holds its argument; {@code null} if it takes none
 * @param instead the option that takes the argument's place; {@code null} if none does
 */
record JobKind(String name, @Nullable String argument, @Nullable String instead) {
  /** The key of an argument that may be a pattern, of files that are taken one after the other. */
  static final String ROSTER = "roster";

  static final List<JobKind> ALL =
      List.of(
          new JobKind("import-users", ROSTER),
          new JobKind("import-guests", ROSTER),
          new JobKind("validate-users", ROSTER),
          new JobKind("validate-guests", ROSTER),
          new JobKind("photos-check", "dir"),
          new JobKind("resolve", "conflicts"),
          new JobKind("restore", "dir"),
          new JobKind("export", "dir", "encrypt-to-zip"),
          new JobKind("records-export", null));

  JobKind(String name, @Nullable String argument) {
    this(name, argument, null);
  }

  static Optional<JobKind> named(String name) {
    return ALL.stream().filter(kind -> kind.name.equals(name)).findFirst();
  }

  static List<String> names() {
    return ALL.stream().map(JobKind::name).toList();
  }

  /** What is typed. */
  List<String> words() {
    return List.of(name.split("-"));
  }

  boolean hasRosters() {
    return ROSTER.equals(argument);
  }

  /** Whether a list holds all there are, so that a newer one makes an older one worthless. */
  boolean newestOnly() {
    return name.endsWith("-guests");
  }
}
