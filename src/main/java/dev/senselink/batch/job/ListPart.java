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
 * @param anew the one that takes the list in again once it is mended: another one where a plan is
 *     carried out; {@code ""} likewise
 */
public record ListPart(RowLines lines, String again, String anew) {
  /** One command for both. */
  public ListPart(RowLines lines, String again) {
    this(lines, again, again);
  }

  /** What follows the import of the part. */
  FollowUpCommand following(FollowUpCommand own) {
    return new OfWhole(own, again, anew);
  }

  /** The part is there no longer; what was written of it is. */
  private record OfWhole(FollowUpCommand own, String again, String anew)
      implements FollowUpCommand {
    @Override
    public String importing(Path roster, @Nullable Path photos, boolean asRead) {
      return asRead ? anew : own.importing(roster, photos, false);
    }

    @Override
    public String importingWith(Path roster, @Nullable Path photos, List<String> more) {
      return anew.isEmpty()
          ? ""
          : more.stream().map(ShellWord::quoted).collect(Collectors.joining(" ", anew + " ", ""));
    }

    @Override
    public String again() {
      return again.isEmpty() ? own.again() : again;
    }

    @Override
    public String sameOf(Path roster, @Nullable Path photos, List<String> more) {
      return more.isEmpty() ? anew : "";
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
