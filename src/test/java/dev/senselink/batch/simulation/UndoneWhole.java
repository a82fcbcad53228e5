package dev.senselink.batch.simulation;

import dev.senselink.batch.simulation.PlayedLife.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Invariant 16: after an undo everybody whom no other hand touched is as before the run, but for
 * what the undo has told; and whoever was touched is not deleted.
 */
final class UndoneWhole implements Invariant {
  /** What cannot be put back, whatever the server does. */
  private static final Set<String> ALWAYS =
      Set.of("ID_NUMBER_UNKNOWN", "UNKNOWN_STATE", "NOT_RESTORABLE", "30002");

  private static final Set<String> KEYS = Set.of("jobNumber", "mobile", "icNumber", "mail");

  private static final Set<String> VISIT = Set.of("dateTimeFrom", "dateTimeTo", "receptionUserId");

  @Override
  public List<String> check(PlayedHistory played) {
    List<String> wrong = new ArrayList<>();
    PlayedLife last = played.lastOrNone(Stage.UNDO);
    if (last == null) {
      return wrong; // the import has never begun
    }
    if (!last.ended()) {
      if (last.exit() != 2) {
        wrong.add("16: the undo does not end: " + last.exit() + " " + last.words());
      }
      return wrong;
    }
    PlayedLife first =
        played.lives.stream()
            .filter(life -> life.stage() == Stage.STORMY)
            .findFirst()
            .orElseThrow();
    long before = first.beganAt();
    Set<Long> people =
        played.world.people.all().stream()
            .map(PersonChange::person)
            .collect(Collectors.toCollection(TreeSet::new));
    for (long id : people) {
      String why = why(played, last, id, before);
      if (why != null) {
        wrong.add("16: " + why + ": person " + id);
      }
    }
    return wrong;
  }

  private static @Nullable String why(PlayedHistory played, PlayedLife last, long id, long before) {
    PersonState was = played.world.people.at(id, before);
    PersonState now = played.world.people.at(id, last.endedAt());
    if (isTouched(played, id, before)) {
      return null;
    }
    Set<String> told = told(last, id, was);
    if (was == null && now == null) {
      return null;
    }
    if (was == null) {
      return isRestored(played, now, before) || isExcused(played, told)
          ? null
          : "the run made " + now + ", who is there still (" + told + ")";
    }
    if (now == null) {
      boolean faceless = was.photo() == null && told.contains("REJECTED_ROW 30004");
      return faceless // the server shows somebody whom it would make for nobody
              || isMadeAnew(played, last, was)
              || isThere(played, last, was)
              || isExcused(played, told)
          ? null
          : was + " is gone (" + told + ")";
    }
    Set<String> differs = new TreeSet<>(now.differsFrom(was));
    if (department(now).equals(department(was))) {
      differs.remove("departmentId");
    }
    if (LeaversTaken.hasLostGroups(played, id)) {
      differs.remove("groups"); // of every fiftieth update they are looked at
    }
    // No server shows a visit: where another hand gave it, nobody knows what it was.
    boolean unknownVisit = told.contains("REVIEW BEFORE_UNKNOWN") && VISIT.containsAll(differs);
    return differs.isEmpty() || unknownVisit || isExcused(played, told)
        ? null
        : "not as before: " + differs + ", was " + was + " and is " + now + " (" + told + ")";
  }

  /** An update has to say that there is none. */
  private static String department(PersonState person) {
    return person.of("departmentId").equals("0") ? "" : person.of("departmentId");
  }

  /** Whether another hand has changed, made or deleted somebody since the run began. */
  private static boolean isTouched(PlayedHistory played, long id, long before) {
    return played.world.people.of(id).stream()
        .anyMatch(change -> !change.by().isOurs() && change.nanos() >= before);
  }

  /** Whether somebody was made in the place of one who was there before. */
  private static boolean isRestored(PlayedHistory played, PersonState now, long before) {
    return played.world.people.living(before).stream()
        .anyMatch(was -> was.name().equals(now.name()) && was.type() == now.type());
  }

  private static boolean isMadeAnew(PlayedHistory played, PlayedLife last, PersonState was) {
    return played.world.people.living(last.endedAt()).stream()
        .anyMatch(now -> now.id() != was.id() && now.differsFrom(was).isEmpty());
  }

  /** Whether somebody else's twin of them is there, and the undo names that one. */
  private static boolean isThere(PlayedHistory played, PlayedLife last, PersonState was) {
    return played.world.people.living(last.endedAt()).stream()
        .filter(now -> now.name().equals(was.name()) && now.type() == was.type())
        .filter(now -> KEYS.stream().anyMatch(k -> isSame(now.of(k), was.of(k))))
        .anyMatch(now -> told(last, now.id(), null).contains("UNCHANGED"));
  }

  private static boolean isSame(String now, String was) {
    return !was.isEmpty() && now.equals(was);
  }

  /**
   * What the undo tells of somebody, of each thing that the run did with them; by their name where
   * they could not be made anew, and so have no id.
   */
  private static Set<String> told(PlayedLife last, long id, @Nullable PersonState was) {
    return last.rows().stream()
        .filter(
            row ->
                row.person() == id
                    || row.person() == 0 && was != null && row.name().equals(was.name()))
        .map(ToldRow::ended)
        .collect(Collectors.toSet());
  }

  /**
   * What is told to be left is no surprise where the server stores otherwise than sent, or where an
   * answer that said what was stored has been lost.
   */
  private static boolean isExcused(PlayedHistory played, Set<String> told) {
    return told.stream().anyMatch(one -> isExcused(played, one));
  }

  private static boolean isExcused(PlayedHistory played, String told) {
    String code = told.substring(told.indexOf(' ') + 1);
    WorldTraits traits = played.history.traits();
    boolean odd =
        !UntouchedRows.isPlain(traits)
            || traits.omittedSurvive() // so that nothing is ever cleared
            || !played.history.faults().isEmpty()
            || played.history.listsNobody();
    boolean cut = !played.history.events().isEmpty();
    return ALWAYS.contains(code)
        || odd && code.equals("STORED_DIFFERENTLY")
        || told.startsWith("REJECTED_ROW") && isAnswered(played, code)
        || (odd || cut) && (told.startsWith("REVIEW") || told.startsWith("FAILED"));
  }

  /** Whether an answer with that code was among what went wrong. */
  private static boolean isAnswered(PlayedHistory played, String code) {
    return played.history.faults().stream()
        .anyMatch(fault -> String.valueOf(fault.code()).equals(code));
  }
}
