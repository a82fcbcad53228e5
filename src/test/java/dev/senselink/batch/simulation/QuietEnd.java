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
    if (quiet == null) {
      wrong.add("10: does not end: " + played.last(PlayedLife.Stage.QUIET).words());
      return wrong;
    }
    for (ToldRow told : quiet.rows()) {
      if (told.is("FAILED", "NOT_ATTEMPTED") && !isCut(played, told)) {
        wrong.add("10: row " + told.row() + " is left " + told.ended() + ": " + told.reason());
      }
      if (told.is("REVIEW") && !hasCause(played, told)) {
        wrong.add("10: nothing explains row " + told.row() + " " + told.ended());
      }
    }
    PlayedLife again = played.onceMore();
    for (SeenExchange sent : played.log.exchanges()) {
      if (sent.life == again.number()
          && sent.kind.changes()
          && changes(played, sent)
          && !isStoredDifferently(again, sent)
          && !mayLeaveNow(played, quiet, sent)
          && !isOfRefused(quiet, sent)
          && !isOfServerBefore(played, quiet, sent)
          && !isOfNextRun(played, quiet, sent)
          && !isOfTwoRows(again)) {
        wrong.add("11: sent once more: " + sent);
      }
    }
    return wrong;
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

  /**
   * Whose create was never answered the next run updates with the photo, since nothing tells which
   * one has reached the server; and of whom something was lost gets it then. Usually that run is
   * the quiet one; not where that has only gone on with one that had begun before.
   */
  private static boolean isOfNextRun(PlayedHistory played, PlayedLife quiet, SeenExchange sent) {
    return sent.kind.updates()
        && quiet.rows().stream()
            .filter(told -> told.is("CREATED", "UPDATED"))
            .filter(told -> told.person() == sent.request.id())
            .filter(told -> isToldBefore(played, quiet, told))
            .anyMatch(told -> isNamed(played, told, sent) || isUnanswered(played, told.person()));
  }

  /** Whether one of the fields that it changes was told to be lost. */
  private static boolean isNamed(PlayedHistory played, ToldRow told, SeenExchange sent) {
    PersonChange change = played.changeOf(sent);
    PersonState before = change == null ? null : change.before();
    PersonState after = change == null ? null : change.after();
    return before != null
        && after != null
        && after.differsFrom(before).stream().anyMatch(field -> FieldsHeld.names(told, field));
  }

  private static boolean isUnanswered(PlayedHistory played, long made) {
    return played.world.people.of(made).stream()
        .filter(change -> change.isBirth() && change.by().isOurs())
        .anyMatch(birth -> !played.log.exchanges().get((int) birth.request() - 1).succeeded());
  }

  /** Whether the quiet run has only gone on with one that had said so before. */
  private static boolean isToldBefore(PlayedHistory played, PlayedLife quiet, ToldRow told) {
    PlayedLife before = null;
    for (PlayedLife life : played.lives) {
      if (life.number() < quiet.number() && life.stage() == PlayedLife.Stage.STORMY) {
        before = life;
      }
    }
    ToldRow then = before == null ? null : PlayedHistory.byRow(before).get(told.row());
    return before != null
        && !before.ended()
        && then != null
        && then.ended().equals(told.ended())
        && then.person() == told.person();
  }

  /** What a run has told of a row it tells to its end, whatever others do to the person. */
  private static boolean isOfServerBefore(
      PlayedHistory played, PlayedLife quiet, SeenExchange sent) {
    return quiet.rows().stream()
        .filter(told -> told.row() == sent.tag)
        .filter(told -> isToldBefore(played, quiet, told))
        .anyMatch(told -> isOthers(played, told));
  }

  /** Whether another hand has changed whom the row was told to be, or who has a number of it. */
  private static boolean isOthers(PlayedHistory played, ToldRow told) {
    SimRow row = played.history.row(told.row());
    return played.world.people.all().stream()
        .filter(change -> !change.by().isOurs() && change.request() >= 0)
        .anyMatch(
            change ->
                change.person() == told.person()
                    || has(change.before(), row)
                    || has(change.after(), row));
  }

  private static boolean has(@Nullable PersonState person, SimRow row) {
    return person != null
        && RowTags.KEYS.stream()
            .filter(key -> !row.of(key).isEmpty())
            .anyMatch(key -> RowTags.fold(row.of(key)).equals(RowTags.fold(person.of(key))));
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
