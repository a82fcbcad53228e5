package dev.senselink.batch.job;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says which command a user should run after this one; only who read this one's words can. */
@FunctionalInterface
public interface FollowUpCommand {
  /**
   * The whole command that imports a roster the way this run did, ready for a shell.
   *
   * @param photos where the photos are, {@code null} for nowhere
   * @param asRead whether it is the same file again, so that how it was read holds for it too
   */
  String importing(Path roster, @Nullable Path photos, boolean asRead);

  /**
   * The same with options that this run did not have, or had otherwise.
   *
   * @param more names of options, each with its value behind it where it has one
   * @return {@code ""} where there is none
   */
  default String importingWith(Path roster, @Nullable Path photos, List<String> more) {
    return "";
  }

  /**
   * The command that was run, on the same roster, to be run again: what was only checked is only
   * checked again.
   *
   * @param more as for {@link #importingWith}
   * @return {@code ""} where there is none
   */
  default String sameOf(Path roster, @Nullable Path photos, List<String> more) {
    return "";
  }

  /**
   * The whole command that was run, to be run again.
   *
   * @return {@code ""} where there is none
   */
  default String again() {
    return "";
  }

  /**
   * The whole command that carries out a plan.
   *
   * @return {@code ""} where there is none
   */
  default String applying(Path plan) {
    return "";
  }

  /**
   * The whole command that carries out what people decided in a conflicts file.
   *
   * @return {@code ""} where there is none
   */
  default String deciding(Path conflicts) {
    return "";
  }
}
