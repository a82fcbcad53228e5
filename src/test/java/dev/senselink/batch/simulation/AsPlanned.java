package dev.senselink.batch.simulation;

import dev.senselink.batch.simulation.PlayedLife.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Invariant 19: a plan changes nothing; carried out it leaves everybody as the plain import would,
 * and whoever was changed by another hand since it was made as they are.
 */
final class AsPlanned implements Invariant {
  private static final String STALE = "PLAN_STALE";
  private static final String TWICE = "DUPLICATE_IN_ROSTER";
  private static final Pattern SAME_PERSON = Pattern.compile("same person as line (\\d+) of this");
  private static final String OTHERWISE = "STORED_DIFFERENTLY";
  private static final String EXISTS = "SKIPPED_EXISTING";
  private static final int NO_ROW = -1;

  @Override
  public List<String> check(PlayedHistory played) {
    List<String> wrong = new ArrayList<>();
    PlayedLife plan = played.lastOrNone(Stage.PLAN);
    if (plan == null) {
      return wrong;
    }
    if (played.sentAnything(Stage.PLAN)) {
      wrong.add("19: the plan has changed something");
    }
    PlayedLife applied = played.last(Stage.STORMY);
    if (!plan.ended() || !applied.ended()) {
      return wrong;
    }
    left(played, plan, applied, wrong);
    SimHistory history = played.history;
    PlayedHistory plain =
        HistoryPlayer.play(
            history
                .withErrands(List.of())
                .withFaults(List.of())
                .withActs(List.of())
                .withEvents(List.of()));
    boolean calm =
        history.faults().isEmpty() && history.acts().isEmpty() && history.events().isEmpty();
    Map<Integer, ToldRow> told = played.told();
    Map<Integer, ToldRow> asked = plain.told();
    for (SimRow row : history.today()) {
      ToldRow now = told.get(row.number());
      ToldRow then = asked.get(row.number());
      if (now == null || then == null) {
        continue; // invariant 1 tells that
      }
      if (isOfTwoRows(history, row, now, then)
          || isFirstOrSecond(now, then, told, asked)
          || isMended(now, then) && (isStopped(played) || isStopped(plain))) {
        continue;
      }
      boolean same = now.ended().equals(then.ended());
      if (calm && !same && !isExcused(now, then)) {
        wrong.add("19: " + words(now) + ", and " + words(then) + " by the plain import");
      } else if (!calm
          && history.acts().isEmpty()
          && history.faults().isEmpty() // else a create may have been half done
          && now.code().equals(STALE)
          && !isExcused(now, then)) {
        wrong.add("19: nobody else did anything, and " + words(now));
      } else if (same && history.acts().isEmpty() && !isRejected(now)) {
        differing(played, plain, now, then, wrong);
      }
    }
    return wrong;
  }

  /**
   * A face like another's is asked about, of which a plan decides nothing; that two rows are one
   * person shows only once the first is made; and a server that is busy turns rows away.
   */
  private static boolean isExcused(ToldRow now, ToldRow then) {
    return now.ended().equals("REVIEW 30002")
        || (now.code().equals(STALE) && then.code().equals(TWICE))
        || now.is("FAILED")
        || then.is("FAILED");
  }

  /** Of two rows with one face whoever is made first is made, and the other is asked about. */
  private static boolean isOfTwoRows(SimHistory history, SimRow row, ToldRow now, ToldRow then) {
    boolean oneIsAsked = now.ended().equals("REVIEW 30002") || then.ended().equals("REVIEW 30002");
    return oneIsAsked
        && history.today().stream()
            .anyMatch(other -> other.number() != row.number() && other.face() == row.face());
  }

  /** Whether both plays made somebody, whom the server stored otherwise in one of them. */
  private static boolean isMended(ToldRow now, ToldRow then) {
    return now.is(then.outcome())
        && (now.code().equals(OTHERWISE) || then.code().equals(OTHERWISE));
  }

  /**
   * What an import that was stopped found to be stored otherwise is not set: nothing more is sent.
   */
  private static boolean isStopped(PlayedHistory played) {
    return played.lives.stream().anyMatch(life -> life.stage() == Stage.STORMY && life.exit() == 4);
  }

  /**
   * Of two rows that are one person whichever comes first is worked, and the other is told so;
   * where nothing is done with who is there, it is told only while the first is at work.
   */
  private static boolean isFirstOrSecond(
      ToldRow now, ToldRow then, Map<Integer, ToldRow> told, Map<Integer, ToldRow> asked) {
    return isSwapped(now, then, asked)
        || isSwapped(then, now, told)
        || isLeft(now, then, told)
        || isLeft(then, now, asked);
  }

  /**
   * Whether one play has told a row that another one was first, and the other play told that other
   * row that this one was.
   *
   * @param others the rows of the play in which it was not the second
   */
  private static boolean isSwapped(ToldRow second, ToldRow first, Map<Integer, ToldRow> others) {
    ToldRow other = others.get(firstOf(second));
    return other != null && firstOf(other) == second.row() && firstOf(first) == NO_ROW;
  }

  /**
   * Whether both rows found the person who was there, and left them as they were; or the first did
   * nothing with them, since it was rejected.
   */
  private static boolean isLeft(ToldRow second, ToldRow alone, Map<Integer, ToldRow> others) {
    ToldRow first = others.get(firstOf(second));
    return first != null
        && (isRejected(first)
            || first.is(EXISTS) && alone.is(EXISTS) && first.person() == alone.person());
  }

  private static boolean isRejected(ToldRow told) {
    return told.is("REJECTED_PHOTO", "REJECTED_ROW");
  }

  /** The row that was worked, by one that is the same person; {@link #NO_ROW} by any other. */
  private static int firstOf(ToldRow told) {
    Matcher line = SAME_PERSON.matcher(told.reason());
    boolean second = told.reason().contains(TWICE) || told.code().equals(TWICE);
    return second && line.find() ? Integer.parseInt(line.group(1)) - 1 : NO_ROW;
  }

  private static String words(ToldRow told) {
    return "row " + told.row() + " ends " + told.ended() + " (" + told.reason() + ")";
  }

  private static void differing(
      PlayedHistory played, PlayedHistory plain, ToldRow now, ToldRow then, List<String> wrong) {
    PersonState is = person(played, now);
    PersonState was = person(plain, then);
    if (is == null || was == null) {
      return;
    }
    Set<String> differs = new TreeSet<>(is.differsFrom(was));
    differs.removeIf(field -> FieldsHeld.names(now, field) || FieldsHeld.names(then, field));
    if (LeaversTaken.hasLostGroups(played, now.person())) {
      differs.remove("groups"); // of every fiftieth update they are looked at
    }
    if (!differs.isEmpty() && !now.code().equals("UNKNOWN_STATE")) {
      wrong.add("19: " + differs + " of " + words(now) + ": is " + is + ", planned " + was);
    }
  }

  private static @Nullable PersonState person(PlayedHistory played, ToldRow told) {
    return told.person() == 0
        ? null
        : played.world.people.at(told.person(), played.last(Stage.STORMY).endedAt());
  }

  /** Nobody is written who is not as they were when it was planned, in what an update replaces. */
  private static void left(
      PlayedHistory played, PlayedLife plan, PlayedLife applied, List<String> wrong) {
    long begun =
        played.lives.stream()
            .filter(life -> life.stage() == Stage.STORMY)
            .mapToLong(PlayedLife::beganAt)
            .min()
            .orElseThrow();
    for (PersonChange change : played.world.people.all()) {
      boolean ours = change.by().isOurs() && change.nanos() > plan.endedAt();
      if (!ours || change.isBirth() || change.nanos() > applied.endedAt()) {
        continue;
      }
      PersonState planned = played.world.people.at(change.person(), plan.endedAt());
      PersonState found = played.world.people.at(change.person(), begun);
      if (planned == null || found == null) {
        continue; // somebody whom the apply itself has made
      }
      Set<String> differs = new TreeSet<>(found.differsFrom(planned));
      differs.remove("gender"); // no update touches it
      if (!differs.isEmpty()) {
        wrong.add(
            "19: others had changed " + differs + " of " + found + ", and it wrote " + change);
      }
    }
  }
}
