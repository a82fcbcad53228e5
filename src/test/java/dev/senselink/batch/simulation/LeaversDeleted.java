package dev.senselink.batch.simulation;

import dev.senselink.batch.simulation.PlayedLife.Stage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Invariants 14 and 15 of those who are deleted: long ago taken out of every group, missed by two
 * imports since, touched by nobody else, named by nobody, under no brake; and told.
 */
final class LeaversDeleted implements Invariant {
  @Override
  public List<String> check(PlayedHistory played) {
    List<String> wrong = new ArrayList<>();
    if (!played.history.deletesLeavers()) {
      return wrong;
    }
    for (SeenExchange sent : played.log.exchanges()) {
      if (sent.kind == CallKind.DELETE_USER) {
        String why = why(played, sent);
        if (!why.isEmpty()) {
          wrong.add("14: deleted, and " + why + ": " + sent);
        }
      }
    }
    for (PersonChange change : played.world.people.all()) {
      if (change.after() == null && change.by().isOurs() && !isTold(played, change.person())) {
        wrong.add("14: was deleted, and nobody was told: " + change.person());
      }
    }
    remaining(played, wrong);
    return wrong;
  }

  private static String why(PlayedHistory played, SeenExchange sent) {
    long id = sent.request.id();
    if (stage(played, sent.life) != Stage.LATE) {
      return "it was not time";
    }
    if (braked(played, sent.life)) {
      return "a brake had fallen";
    }
    SeenExchange look = last(played, CallKind.GET_PERSON, id, sent.seq);
    if (look == null || look.life != sent.life) {
      return "nobody looked before";
    }
    long seen = look.doneAt - played.world.traits.lagMillis() * 1_000_000L;
    PersonState then = played.world.people.at(id, seen);
    if (then == null) {
      return ""; // gone: nothing can be lost
    }
    if (played.history.today().stream().anyMatch(row -> !row.hasLeft() && isOf(row, then))) {
      return "today's roster names them";
    }
    if (!then.groups().isEmpty()) {
      return "they were in groups";
    }
    return sinceRevoke(played, sent, id, seen);
  }

  private static String sinceRevoke(PlayedHistory played, SeenExchange sent, long id, long seen) {
    SeenExchange revoke = lastLeaving(played, id, sent.seq);
    if (revoke == null) {
      return ""; // they were in no group at all
    }
    if (revoke.doneAt + LifeRunner.ABSENT_FOR.toNanos() > sent.leftAt) {
      return "they were taken out not long ago";
    }
    long known = readBack(played, revoke, id);
    boolean touched =
        played.world.people.of(id).stream()
            .anyMatch(c -> !c.by().isOurs() && c.nanos() > known && c.nanos() <= seen);
    if (touched) {
      return "somebody else had touched them";
    }
    boolean missed =
        played.lives.stream()
            .filter(life -> life.number() > revoke.life && life.number() < sent.life)
            .anyMatch(life -> life.ended() && !braked(played, life.number()));
    return missed ? "" : "no import before this one had missed them";
  }

  /**
   * When the run that took somebody out last saw them: what others did before is not told apart.
   */
  private static long readBack(PlayedHistory played, SeenExchange revoke, long id) {
    return played.log.exchanges().stream()
        .filter(look -> look.kind == CallKind.GET_PERSON && look.life == revoke.life)
        .filter(look -> look.request.id() == id && look.succeeded() && look.seq > revoke.seq)
        .mapToLong(look -> look.doneAt)
        .max()
        .orElse(revoke.doneAt);
  }

  /** Whoever could be deleted is gone in the end. */
  private static void remaining(PlayedHistory played, List<String> wrong) {
    PlayedLife end = played.end(Stage.LATE);
    PlayedLife quiet = played.end(Stage.QUIET);
    if (end == null || quiet == null || braked(played, end.number())) {
      return;
    }
    for (ToldLeaver before : told(played, quiet)) {
      long id = before.person();
      boolean wasOut = before.action().equals("REPORTED") && lastLeaving(played, id, -1) != null;
      boolean isOpen = told(played, end).stream().anyMatch(one -> one.person() == id);
      boolean isThere = played.world.people.at(id, end.endedAt()) != null;
      if (wasOut && !isOpen && !played.touched(id) && isThere) {
        wrong.add("14: has left for long, and is there, and nobody was told: " + id);
      }
      boolean waits =
          told(played, end).stream()
              .anyMatch(one -> one.person() == id && one.action().equals("REPORTED"));
      if (wasOut && waits && !braked(played, quiet.number()) && !played.touched(id)) {
        wrong.add("14: has left for long, and is only reported: " + id);
      }
    }
  }

  private static List<ToldLeaver> told(PlayedHistory played, PlayedLife life) {
    return played.leavers.getOrDefault(life.number(), List.of());
  }

  private static boolean isTold(PlayedHistory played, long id) {
    return played.leavers.values().stream()
        .flatMap(List::stream)
        .anyMatch(told -> told.person() == id && told.action().equals("DELETED"));
  }

  private static Stage stage(PlayedHistory played, int number) {
    return played.lives.stream()
        .filter(life -> life.number() == number)
        .map(PlayedLife::stage)
        .findFirst()
        .orElse(Stage.STORMY);
  }

  private static boolean braked(PlayedHistory played, int number) {
    return played.lives.stream()
        .filter(life -> life.number() == number && life.ended())
        .anyMatch(life -> !"".equals(life.summary().getOrDefault("leaversBrake", "")));
  }

  private static boolean isOf(SimRow row, PersonState person) {
    return RowTags.fold(row.name()).equals(RowTags.fold(person.name()))
        && RowTags.fold(row.of("jobNumber")).equals(RowTags.fold(person.of("jobNumber")));
  }

  private static @Nullable SeenExchange last(
      PlayedHistory played, CallKind kind, long id, long before) {
    return played.log.exchanges().stream()
        .filter(one -> one.kind == kind && one.succeeded() && one.seq < before)
        .filter(one -> one.request.id() == id)
        .max(Comparator.comparingLong(one -> one.doneAt))
        .orElse(null);
  }

  /**
   * The last time that somebody was taken out of a group; of all times where {@code before} is -1.
   */
  private static @Nullable SeenExchange lastLeaving(PlayedHistory played, long id, long before) {
    return played.log.exchanges().stream()
        .filter(one -> one.kind == CallKind.LEAVE_GROUP && (before < 0 || one.seq < before))
        .filter(one -> Long.parseLong(one.request.of("userIds")) == id)
        .max(Comparator.comparingLong(one -> one.seq))
        .orElse(null);
  }
}
