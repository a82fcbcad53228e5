package dev.senselink.batch.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Invariants 10 and 11: once the world is sound the same command ends, nothing is left undone, and
 * once more changes nothing.
 */
final class QuietEnd implements Invariant {
  @Override
  public List<String> check(PlayedHistory played) {
    List<String> wrong = new ArrayList<>();
    PlayedLife quiet = played.end(PlayedLife.Stage.QUIET);
    if (quiet == null || !played.last(PlayedLife.Stage.QUIET).ended()) {
      wrong.add("10: does not end: " + played.last(PlayedLife.Stage.QUIET).words());
      return wrong;
    }
    for (PlayedLife life : played.lives) {
      if (life.stage() == PlayedLife.Stage.QUIET) {
        leftUndone(played, life, wrong);
      }
    }
    PlayedLife again = played.onceMore();
    for (SeenExchange sent : played.log.exchanges()) {
      if (sent.life == again.number()
          && sent.kind.changes()
          && changes(played, sent)
          && !isStoredDifferently(again, sent)
          && !isToldLost(played, quiet, sent)
          && !mayLeaveNow(played, quiet, sent)
          && !isOfRefused(quiet, sent)
          && !isNoLongerSimilar(played, quiet, sent)
          && !isOfTwoRows(again)) {
        wrong.add("11: sent once more: " + sent);
      }
    }
    return wrong;
  }

  /** Who was perhaps made under another key is never made again; people look and decide. */
  private static boolean isHidden(PlayedHistory played, ToldRow told) {
    return played.history.storesOtherwise()
        && told.code().equals("UNKNOWN_STATE")
        && told.reason().contains("--accept-stored");
  }

  private static void leftUndone(PlayedHistory played, PlayedLife life, List<String> wrong) {
    for (ToldRow told : life.rows()) {
      if (life.ended()
          && told.is("FAILED", "NOT_ATTEMPTED")
          && !isCut(played, told)
          && !isHidden(played, told)) {
        wrong.add("10: row " + told.row() + " is left " + told.ended() + ": " + told.reason());
      }
      if (life.ended() && told.is("REVIEW") && !hasCause(played, told)) {
        wrong.add("10: nothing explains row " + told.row() + " " + told.ended());
      }
    }
  }

  /**
   * On a server that cuts texts, an update of nothing but such a text is never taken (E19); nor is
   * there somebody whom another hand has deleted before the run came to its end, whoever has the
   * number since.
   */
  private static boolean isCut(PlayedHistory played, ToldRow told) {
    return told.code().equals("NOT_TAKEN")
        && (played.history.traits().cutAt() > 0 || isGone(played, told));
  }

  private static boolean isGone(PlayedHistory played, ToldRow told) {
    return isReplaced(played, told.person())
        || played.madeFor(told.row()).stream().anyMatch(made -> played.touched(made.person()));
  }

  /** Whether whoever an update of ours was for is gone since. */
  private static boolean isReplaced(PlayedHistory played, long person) {
    return played.world.people.of(person).stream()
        .filter(change -> change.isEnd() && !change.by().isOurs())
        .anyMatch(
            end ->
                played.log.exchanges().stream()
                    .anyMatch(
                        sent ->
                            sent.kind.updates()
                                && sent.succeeded()
                                && sent.request.id() == person
                                && sent.doneAt <= end.nanos()));
  }

  /** What a run that was stopped could not mend the next one sends, and it was told. */
  private static boolean isToldLost(PlayedHistory played, PlayedLife quiet, SeenExchange sent) {
    PersonChange change = played.changeOf(sent);
    PersonState before = change == null ? null : change.before();
    PersonState after = change == null ? null : change.after();
    return before != null
        && after != null
        && quiet.rows().stream()
            .filter(told -> told.person() == sent.request.id())
            .anyMatch(
                told ->
                    after.differsFrom(before).stream()
                        .allMatch(field -> FieldsHeld.names(told, field)));
  }

  /** A server that never stores what is sent is asked for it again, and was told to be so. */
  private static boolean isStoredDifferently(PlayedLife life, SeenExchange sent) {
    return life.rows().stream()
        .anyMatch(
            told ->
                Set.of("STORED_DIFFERENTLY", "NOT_TAKEN").contains(told.code())
                    && told.person() == sent.request.id());
  }

  /** What a run was refused before all was sound it tells to its end; the next one asks again. */
  private static boolean isOfRefused(PlayedLife quiet, SeenExchange sent) {
    return quiet.rows().stream()
        .filter(told -> told.is("REJECTED_ROW", "REJECTED_PHOTO", "FAILED"))
        .anyMatch(told -> told.row() == sent.tag || told.person() == sent.request.id());
  }

  /** Whoever had a similar face was given another photo after the question, in the same import. */
  private static boolean isNoLongerSimilar(
      PlayedHistory played, PlayedLife quiet, SeenExchange sent) {
    return quiet.rows().stream()
        .filter(told -> told.row() == sent.tag && told.ended().equals("REVIEW 30002"))
        .anyMatch(
            told ->
                played.log.exchanges().stream()
                    .filter(other -> other.life == quiet.number() && other.kind.updates())
                    .filter(other -> PeopleMade.names(told, other.request.id()))
                    .anyMatch(other -> hasNewPhoto(played.changeOf(other))));
  }

  private static boolean hasNewPhoto(@Nullable PersonChange change) {
    PersonState before = change == null ? null : change.before();
    PersonState after = change == null ? null : change.after();
    return before != null && after != null && after.differsFrom(before).contains("photo");
  }

  /**
   * Whom a namesake created in that very import protected has left, by the next one's rules; and an
   * import on which a brake fell has added members, of whom more may leave at once.
   */
  private static boolean mayLeaveNow(PlayedHistory played, PlayedLife quiet, SeenExchange sent) {
    return sent.kind == CallKind.LEAVE_GROUP
        && sent.life != quiet.number()
        && ("TOO_MANY".equals(quiet.summary().get("leaversBrake"))
            || played.leavers.getOrDefault(quiet.number(), List.of()).stream()
                .filter(told -> told.code().equals("SAME_NAME_NEW"))
                .anyMatch(told -> sent.request.of("userIds").equals(Long.toString(told.person()))));
  }

  /** Of two rows that are one person the first to come is worked, which is not always the same. */
  private static boolean isOfTwoRows(PlayedLife life) {
    return life.rows().stream().anyMatch(told -> told.code().equals("DUPLICATE_IN_ROSTER"));
  }

  /** What is refused, or stored as it was before, is no change: a question is asked again. */
  private static boolean changes(PlayedHistory played, SeenExchange sent) {
    PersonChange change = played.changeOf(sent);
    if (change == null) {
      return false;
    }
    PersonState before = change.before();
    PersonState after = change.after();
    return before == null || after == null || !after.differsFrom(before).isEmpty();
  }

  /** A quiet history on a plain server asks nobody about a row that the oracle would not. */
  private static boolean hasCause(PlayedHistory played, ToldRow told) {
    return !UntouchedRows.isCalm(played) || new RowOracle(played).mayEnd(told);
  }
}
