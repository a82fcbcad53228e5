package dev.senselink.batch.simulation;

import dev.senselink.batch.simulation.PlayedLife.Stage;
import java.util.ArrayList;
import java.util.List;

/**
 * Invariant 16 of an undo between two processes of a later import: deleted are only people whom the
 * run that is undone has made and, unless a user says so, no later row has been told to be; who
 * stays is told.
 */
final class UndoneBetween implements Invariant {
  @Override
  public List<String> check(PlayedHistory played) {
    List<String> wrong = new ArrayList<>();
    PlayedLife last = played.lastOrNone(Stage.UNDO);
    if (!played.history.isUndoneBetween() || last == null) {
      return wrong;
    }
    for (SeenExchange sent : played.log.exchanges()) {
      if (sent.kind == CallKind.DELETE_USER && played.isOf(sent.life, Stage.UNDO)) {
        String why = why(played, sent);
        if (!why.isEmpty()) {
          wrong.add("16: deleted, and " + why + ": " + sent);
        }
      }
    }
    if (last.ended()) {
      remaining(played, last, wrong);
    } else if (last.exit() != 2) {
      wrong.add("16: the undo does not end: " + last.exit() + " " + last.words());
    }
    return wrong;
  }

  private static String why(PlayedHistory played, SeenExchange sent) {
    long id = sent.request.id();
    PersonChange birth = played.world.people.of(id).get(0);
    if (!birth.by().isOurs() || played.lifeOf(birth).stage() != Stage.EARLIER) {
      return "the run has not made them";
    }
    long lag = played.world.traits.lagMillis() * 1_000_000L;
    SeenExchange look =
        played.log.exchanges().stream()
            .filter(one -> one.kind == CallKind.GET_PERSON && one.life == sent.life)
            .filter(one -> one.request.id() == id && one.succeeded() && one.seq < sent.seq)
            .reduce((one, later) -> later)
            .orElse(null);
    if (look == null) {
      return "nobody looked before";
    }
    boolean touched =
        played.world.people.of(id).stream()
            .anyMatch(one -> !one.by().isOurs() && one.nanos() <= look.doneAt - lag);
    if (touched) {
      return "somebody else had touched them";
    }
    boolean named = isNamed(played, id, sent.life);
    return named && !played.history.has(ErrandBetween.Kind.UNDO_EARLIER_AND_NAMED)
        ? "a later import names them"
        : "";
  }

  /** Whether a later import had told a row to be somebody before a life. */
  private static boolean isNamed(PlayedHistory played, long id, int life) {
    return played.lives.stream()
        .filter(one -> one.stage() == Stage.STORMY && one.number() < life)
        .flatMap(one -> one.rows().stream())
        .anyMatch(told -> told.person() == id && PeopleThere.isThatPerson(told));
  }

  private static void remaining(PlayedHistory played, PlayedLife last, List<String> wrong) {
    for (PersonChange birth : played.world.people.all()) {
      boolean made =
          birth.isBirth()
              && birth.by().isOurs()
              && played.lifeOf(birth).stage() == Stage.EARLIER
              && played.world.people.at(birth.person(), last.endedAt()) != null;
      boolean told =
          last.rows().stream()
              .anyMatch(
                  row ->
                      row.person() == birth.person()
                          && row.is("REVIEW", "FAILED", "NOT_ATTEMPTED", "REJECTED_ROW"));
      if (made && !told) {
        wrong.add("16: the run made them, and they are there, and nobody was told: " + birth);
      }
    }
  }
}
