package dev.senselink.batch.simulation;

import java.util.ArrayList;
import java.util.List;

/**
 * Invariant 17: after {@code privacy erase} and {@code privacy prune} the bytes are gone, others
 * are as they were, and the next import makes nobody again; once nothing is under way, nothing
 * refuses to forget.
 */
final class ForgottenPeople implements Invariant {
  @Override
  public List<String> check(PlayedHistory played) {
    List<String> wrong = new ArrayList<>();
    for (PlayedErasure erasure : played.erasures) {
      erasure.found().forEach(one -> wrong.add("17: after " + erasure + " there is still " + one));
      erasure.changed().forEach(one -> wrong.add("17: after " + erasure + " " + one));
      if (!erasure.done() && erasure.settled()) {
        wrong.add("17: refused though nothing is under way: " + erasure.refused());
      }
      if (erasure.done() && erasure.row() != RowTags.NOBODY) {
        madeAgain(played, erasure, wrong);
      }
    }
    return wrong;
  }

  private static void madeAgain(PlayedHistory played, PlayedErasure erasure, List<String> wrong) {
    List<PersonChange> made = played.madeFor(erasure.row());
    for (PersonChange again : made) {
      boolean there =
          made.stream()
              .anyMatch(
                  first ->
                      first.nanos() < erasure.at()
                          && !played.touched(first.person())
                          && played.world.people.at(first.person(), again.nanos() - 1) != null);
      if (again.nanos() >= erasure.at() && there) {
        wrong.add("17: made again after " + erasure + ": " + again);
      }
    }
  }
}
