package dev.senselink.batch.simulation;

import dev.senselink.batch.simulation.PlayedLife.Stage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Invariants 14 and 15, and what follows from them: only who is on the list no more is taken out of
 * groups, and by no import on which a brake fell; once all is quiet they are in none; whoever is
 * named again is in those they had, and in no other.
 */
final class LeaversTaken implements Invariant {
  @Override
  public List<String> check(PlayedHistory played) {
    List<String> wrong = new ArrayList<>();
    if (!played.history.isOfList()) {
      return wrong;
    }
    for (SeenExchange sent : played.log.exchanges()) {
      if (sent.kind == CallKind.LEAVE_GROUP) {
        takenOut(played, sent, wrong);
      } else if (sent.kind == CallKind.JOIN_GROUP) {
        putInto(played, sent, wrong);
      }
    }
    braked(played, wrong);
    for (SimResident resident : played.history.residents()) {
      stands(played, resident, wrong);
    }
    return wrong;
  }

  private static long person(SeenExchange sent) {
    return Long.parseLong(sent.request.of("userIds"));
  }

  private static long group(SeenExchange sent) {
    return Long.parseLong(sent.request.of("groupId"));
  }

  private static void takenOut(PlayedHistory played, SeenExchange sent, List<String> wrong) {
    SeenExchange look = look(played, sent);
    if (look == null) {
      wrong.add("14: nobody looked before " + sent);
      return;
    }
    PersonState then = played.world.people.at(person(sent), look.doneAt - lag(played));
    if (then == null) {
      return; // gone: nothing can be lost
    }
    if (isNamed(played, sent.life, then)) {
      wrong.add("14: today's roster names " + then + ": " + sent);
    }
    if (played.history.rows().stream()
        .noneMatch(row -> isLeaving(row, played) && isOf(row, then))) {
      wrong.add("14: no roster ever named " + then + ": " + sent);
    }
  }

  /** Whether a row may be why somebody is taken out: of days before, or one that says so. */
  private static boolean isLeaving(SimRow row, PlayedHistory played) {
    return row.hasLeft() || played.history.before().contains(row);
  }

  /** A list that lags behind shows an earlier moment, and nobody can know. */
  private static long lag(PlayedHistory played) {
    return played.world.traits.lagMillis() * 1_000_000L;
  }

  private static void putInto(PlayedHistory played, SeenExchange sent, List<String> wrong) {
    long id = person(sent);
    PersonState then = played.world.people.at(id, sent.leftAt - lag(played));
    if (then != null && !isNamed(played, sent.life, then) && !played.touched(id)) {
      wrong.add("14: no row names " + then + ": " + sent);
    }
    boolean owed =
        played.log.exchanges().stream()
            .filter(taken -> taken.kind == CallKind.LEAVE_GROUP && taken.seq < sent.seq)
            .anyMatch(taken -> person(taken) == id && group(taken) == group(sent));
    boolean ofRow =
        then != null
            && roster(played, sent.life).stream()
                .filter(row -> isOf(row, then))
                .anyMatch(row -> played.wishes.groups(row).contains(group(sent)));
    if (!owed && !ofRow) {
      wrong.add("14: nobody was taken out of that group: " + sent);
    }
  }

  /** A run that is stopped in between leaves only the others alone. */
  private static void braked(PlayedHistory played, List<String> wrong) {
    for (PlayedLife life : played.lives) {
      Object brake = life.summary().getOrDefault("leaversBrake", "");
      boolean fell = life.ended() && brake != null && !"".equals(brake);
      if (life.stage() == Stage.CUT && life.ended() && !fell) {
        wrong.add("15: no brake fell for a roster that is cut off");
      }
      for (SeenExchange sent : played.log.exchanges()) {
        boolean cut = life.stage() == Stage.CUT;
        boolean touches = sent.kind == CallKind.LEAVE_GROUP || sent.kind == CallKind.DELETE_USER;
        if ((fell || cut) && sent.life == life.number() && touches) {
          wrong.add("15: " + brake + " had fallen: " + sent);
        }
      }
    }
  }

  private static List<SimRow> roster(PlayedHistory played, int number) {
    Stage stage =
        played.lives.stream()
            .filter(life -> life.number() == number)
            .map(PlayedLife::stage)
            .findFirst()
            .orElse(Stage.STORMY);
    return switch (stage) {
      case EARLIER -> played.history.before();
      case RETURN -> played.history.withLeavers();
      default -> played.history.today();
    };
  }

  private static boolean isNamed(PlayedHistory played, int life, PersonState person) {
    return roster(played, life).stream().anyMatch(row -> !row.hasLeft() && isOf(row, person));
  }

  private static boolean isOf(SimRow row, PersonState person) {
    return RowTags.fold(row.name()).equals(RowTags.fold(person.name()))
        && RowTags.fold(row.of("jobNumber")).equals(RowTags.fold(person.of("jobNumber")));
  }

  private static @Nullable SeenExchange look(PlayedHistory played, SeenExchange sent) {
    return played.log.exchanges().stream()
        .filter(look -> look.kind == CallKind.GET_PERSON && look.life == sent.life)
        .filter(look -> look.request.id() == person(sent))
        .filter(look -> look.succeeded() && look.seq < sent.seq)
        .max(Comparator.comparingLong(look -> look.doneAt))
        .orElse(null);
  }

  /** How somebody stands whom no other hand has touched. */
  private static void stands(PlayedHistory played, SimResident resident, List<String> wrong) {
    long id = id(played, resident);
    if (played.touched(id) || hasLostGroups(played, id)) {
      return;
    }
    Set<Long> had = new TreeSet<>(first(played, id).groups());
    boolean left = played.history.leavers().stream().anyMatch(row -> isOf(row, first(played, id)));
    PlayedLife quiet = played.end(Stage.QUIET);
    if (quiet != null && left && isDone(played, quiet, id)) {
      if (!groups(played, quiet, id).isEmpty()) {
        wrong.add("14: has left, and is in " + groups(played, quiet, id) + ": " + resident);
      } else if (!had.isEmpty() && !isTold(played, id, "REVOKED")) {
        wrong.add("14: was taken out, and nobody was told: " + resident);
      }
    }
    for (PlayedLife life : played.lives) {
      boolean stays = !left || life.stage() == Stage.EARLIER;
      if (stays && !isMoved(played, resident) && !groups(played, life, id).equals(had)) {
        wrong.add("14: had " + had + ", and is in " + groups(played, life, id) + ": " + resident);
      }
    }
    PlayedLife back = played.end(Stage.RETURN);
    if (back != null && left && !isAsked(back, id)) {
      Set<Long> own = ownGroups(played, first(played, id));
      if (!groups(played, back, id).equals(had) && !groups(played, back, id).equals(own)) {
        wrong.add("14: had " + had + ", is back in " + groups(played, back, id) + ": " + resident);
      } else if (isTold(played, id, "REVOKED") != isTold(played, id, "RETURNED")
          && !isUnproven(played, id)) {
        wrong.add("14: was taken out and put back, and half of it was told: " + resident);
      }
    }
  }

  /** The groups that the row of somebody who returns names, which win; none where it is silent. */
  private static Set<Long> ownGroups(PlayedHistory played, PersonState person) {
    Set<Long> groups = new TreeSet<>();
    played.history.withLeavers().stream()
        .filter(row -> isOf(row, person) && !row.of("groups").isEmpty())
        .forEach(row -> groups.addAll(played.wishes.groups(row)));
    return groups;
  }

  /** Whether the server has dropped the groups that an update of ours named, and said yes. */
  static boolean hasLostGroups(PlayedHistory played, long id) {
    return played.log.exchanges().stream()
        .filter(sent -> sent.fault != null && sent.request.id() == id)
        .anyMatch(sent -> sent.fault.twist() == ExchangeTwist.LOSES_GROUPS);
  }

  /** Whether they were taken out of a group, and the server did not show it. */
  private static boolean isUnproven(PlayedHistory played, long id) {
    return played.leavers.values().stream()
        .flatMap(List::stream)
        .anyMatch(told -> told.person() == id && told.code().equals("REVOKE_FAILED"));
  }

  private static boolean isTold(PlayedHistory played, long id, String action) {
    return played.leavers.values().stream()
        .flatMap(List::stream)
        .anyMatch(told -> told.person() == id && told.action().equals(action));
  }

  /** Whether an import has done what it could about somebody who has left. */
  private static boolean isDone(PlayedHistory played, PlayedLife life, long id) {
    boolean braked = !"".equals(life.summary().getOrDefault("leaversBrake", ""));
    boolean unclear =
        life.rows().stream()
            .anyMatch(
                told -> told.code().equals("DEPARTED_UNCLEAR") && told.reason().contains("#" + id));
    return !braked
        && !unclear
        && played.leavers.getOrDefault(life.number(), List.of()).stream()
            .noneMatch(told -> told.person() == id && told.action().equals("LEFT"));
  }

  /** Whether a row of theirs waits for a person, or could not be done. */
  private static boolean isAsked(PlayedLife life, long id) {
    Set<Integer> rows = new HashSet<>();
    life.rows().stream()
        .filter(told -> told.person() == id && !told.is("REVIEW", "FAILED", "NOT_ATTEMPTED"))
        .forEach(told -> rows.add(told.row()));
    return rows.isEmpty();
  }

  /** Whether a row moves them into groups of its own. */
  private static boolean isMoved(PlayedHistory played, SimResident resident) {
    return played.history.rows().stream()
        .anyMatch(
            row ->
                !row.of("groups").isEmpty()
                    && row.of("jobNumber").equals(resident.fields().get("jobNumber")));
  }

  private static long id(PlayedHistory played, SimResident resident) {
    return played.world.people.all().stream()
        .filter(change -> change.request() == -resident.number())
        .map(PersonChange::person)
        .findFirst()
        .orElseThrow();
  }

  private static PersonState first(PlayedHistory played, long id) {
    PersonState first = played.world.people.of(id).get(0).after();
    if (first == null) {
      throw new IllegalStateException("nobody was made");
    }
    return first;
  }

  private static Set<Long> groups(PlayedHistory played, PlayedLife life, long id) {
    PersonState then = played.world.people.at(id, life.endedAt());
    return then == null ? Set.of() : new TreeSet<>(then.groups());
  }
}
