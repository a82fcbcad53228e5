package dev.senselink.batch.job;

import dev.senselink.batch.language.ShellWord;
import dev.senselink.batch.roster.RowLines;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * That a list was taken out of another one, by a command that does so again: whoever mends a row
 * mends it there, and types that command.
 *
 * @param lines where its rows stand there
 * @param again the whole command, ready for a shell; {@code ""} where it is none that does so
 */
public record ListPart(RowLines lines, String again) {
  /** What follows the import of the part. */
  FollowUpCommand following(FollowUpCommand own) {
    return new OfWhole(own, again);
  }

  /** The part is there no longer; what was written of it is. */
  private record OfWhole(FollowUpCommand own, String again) implements FollowUpCommand {
    @Override
    public String importing(Path roster, @Nullable Path photos, boolean asRead) {
      return asRead ? again : own.importing(roster, photos, false);
    }

    @Override
    public String importingWith(Path roster, @Nullable Path photos, List<String> more) {
      return again.isEmpty()
          ? ""
          : more.stream().map(ShellWord::quoted).collect(Collectors.joining(" ", again + " ", ""));
    }

    @Override
    public String again() {
      return again.isEmpty() ? own.again() : again;
    }

    @Override
    public String sameOf(Path roster, @Nullable Path photos) {
      return again;
    }

    @Override
    public String applying(Path plan) {
      return own.applying(plan);
    }

    @Override
    public String deciding(Path conflicts) {
      return own.deciding(conflicts);
    }
  }
}
