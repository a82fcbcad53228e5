package dev.senselink.batch.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Invariants 2 and 3: nobody is made twice without all of them being named, and whom a row calls
 * created it has made.
 */
final class PeopleMade implements Invariant {
  private static final Set<PlayedLife.Stage> ROWS =
      Set.of(PlayedLife.Stage.STORMY, PlayedLife.Stage.RESOLVE);

  @Override
  public List<String> check(PlayedHistory played) {
    List<String> wrong = new ArrayList<>();
    for (SimRow row : played.history.rows()) {
      twice(played, row, wrong);
    }
    for (PlayedLife life : played.lives) {
      for (ToldRow told : life.rows()) {
        if (told.is("CREATED", "FORCED") && ROWS.contains(life.stage())) {
          ownMaking(played, told, life, wrong);
        }
      }
    }
    return wrong;
  }

  private static void twice(PlayedHistory played, SimRow row, List<String> wrong) {
    List<PersonChange> beside = beside(played, played.madeFor(row.number()));
    if (beside.size() > 1 && !named(played, row, beside) && !isOfDaysBefore(played, beside)) {
      wrong.add(
          "2: row "
              + row.number()
              + " has made "
              + beside.stream().map(PersonChange::person).toList()
              + ", told: "
              + told(played, row.number()));
    }
  }

  /** Those of the people made for one row, or one person of a backup, who were there together. */
  static List<PersonChange> beside(PlayedHistory played, List<PersonChange> made) {
    List<PersonChange> beside = new ArrayList<>();
    for (PersonChange birth : made) {
      boolean another =
          made.stream().anyMatch(other -> other != birth && areBeside(played, other, birth));
      if (another) {
        beside.add(birth);
      }
    }
    return beside;
  }

  /**
   * Whether one was there, and nobody else had touched them, when the other's create left; nor had
   * an update made another row's person of them, which people may decide.
   */
  private static boolean areBeside(PlayedHistory played, PersonChange a, PersonChange b) {
    PersonChange first = a.seq() < b.seq() ? a : b;
    PersonChange second = first == a ? b : a;
    long left = played.exchangeOf(second).leftAt;
    PersonState then = played.world.people.at(first.person(), left);
    boolean late = first.nanos() > left;
    boolean untouched =
        played.world.people.of(first.person()).stream()
            .filter(change -> change.nanos() <= second.nanos())
            .noneMatch(
                change -> change.by().isOurs() ? isDecided(played, change) : isAnother(change));
    return (late || then != null)
        && untouched
        && !isMadeByDecision(played, first, second)
        && !isGoneUnseen(played, first)
        && !isGoneUnseen(played, second);
  }

  /**
   * Whether people were asked whether the first, whom others had edited, is still the row's person,
   * and decided that the row is to be made.
   */
  private static boolean isMadeByDecision(
      PlayedHistory played, PersonChange first, PersonChange second) {
    PlayedLife decided = played.lifeOf(second);
    int row = played.exchangeOf(second).tag;
    return decided.stage() == PlayedLife.Stage.RESOLVE
        && played.lives.stream()
            .filter(life -> life.number() < decided.number())
            .map(life -> PlayedHistory.byRow(life).get(row))
            .anyMatch(
                told ->
                    told != null
                        && told.is("REVIEW")
                        && told.code().equals("EDITED_ON_SERVER")
                        && told.person() == first.person());
  }

  /** Whether somebody is deleted, or known by another name or other numbers since. */
  private static boolean isAnother(PersonChange change) {
    PersonState before = change.before();
    PersonState after = change.after();
    return before == null
        || after == null
        || !before.name().equals(after.name())
        || RowTags.KEYS.stream().anyMatch(key -> !before.of(key).equals(after.of(key)));
  }

  /** Whether others have deleted whom a create made late, before anybody could be shown them. */
  private static boolean isGoneUnseen(PlayedHistory played, PersonChange birth) {
    if (played.exchangeOf(birth).succeeded()) {
      return false;
    }
    return played.world.people.of(birth.person()).stream()
        .filter(change -> change.isEnd() && !change.by().isOurs())
        .anyMatch(
            end ->
                played.log.exchanges().stream()
                    .filter(look -> look.doneAt >= birth.nanos() && look.doneAt < end.nanos())
                    .noneMatch(look -> mayShow(look, birth)));
  }

  private static boolean mayShow(SeenExchange look, PersonChange birth) {
    PersonState made = birth.after();
    return look.kind == CallKind.LIST_EVERYBODY
        || (look.kind == CallKind.FIND_PEOPLE
            && made != null
            && RowTags.KEYS.stream()
                .filter(look.request::has)
                .anyMatch(
                    key -> RowTags.fold(look.request.of(key)).equals(RowTags.fold(made.of(key)))));
  }

  /** Whether what somebody had decided took a number away. */
  private static boolean isDecided(PlayedHistory played, PersonChange change) {
    PersonState before = change.before();
    PersonState after = change.after();
    return before != null
        && after != null
        && isOf(played, change, PlayedLife.Stage.RESOLVE)
        && RowTags.KEYS.stream()
            .anyMatch(key -> !before.of(key).isEmpty() && !before.of(key).equals(after.of(key)));
  }

  private static boolean isOf(PlayedHistory played, PersonChange change, PlayedLife.Stage stage) {
    return played.lifeOf(change).stage() == stage;
  }

  private static boolean named(PlayedHistory played, SimRow row, List<PersonChange> made) {
    for (PlayedLife life : played.lives) {
      if (life.stage() == PlayedLife.Stage.RESTORE) {
        continue; // its rows are those of the backup
      }
      ToldRow told = PlayedHistory.byRow(life).get(row.number());
      if (told != null
          && (isTold(played, row, told) || isRenamed(played, told, life, made))
          && made.stream().allMatch(one -> names(told, one.person()))) {
        return true;
      }
      if (told != null
          && told.code().equals("KEY_NOT_UNIQUE")
          && isOfNoReport(played, life, made)) {
        return true;
      }
    }
    return false;
  }

  /** Whether it was the roster of days before, stopped before its end: nobody goes on with it. */
  private static boolean isOfDaysBefore(PlayedHistory played, List<PersonChange> made) {
    PlayedLife second = played.lifeOf(made.get(made.size() - 1));
    return second.stage() == PlayedLife.Stage.EARLIER && !second.ended();
  }

  /**
   * Whether it was the import of a part of the roster, or of another one with the same people, that
   * did not come to its end, and that nobody goes on with: what it has made stands in its ledger,
   * and a later import asks which of the two it is.
   */
  private static boolean isOfNoReport(
      PlayedHistory played, PlayedLife asking, List<PersonChange> made) {
    PlayedLife second = played.lifeOf(made.get(made.size() - 1));
    boolean whole = second.other() && second.rowsRead() == played.history.today().size();
    return asking.number() > second.number()
        && (played.isDeadPart(second) || (whole && !second.ended()));
  }

  /**
   * Whether others had given the second another name or other numbers before the run looked for
   * them: it cannot know whose they are, and tells both as somebody else's.
   */
  private static boolean isRenamed(
      PlayedHistory played, ToldRow told, PlayedLife life, List<PersonChange> made) {
    return told.code().equals("APPEARED_MEANWHILE")
        && made.stream()
            .filter(birth -> birth.person() != told.person())
            .allMatch(
                birth ->
                    played.world.people.of(birth.person()).stream()
                        .filter(change -> !change.by().isOurs())
                        .filter(change -> change.nanos() <= life.endedAt())
                        .anyMatch(PeopleMade::isAnother));
  }

  /** Where a filter never finds anybody, a later run can only tell that somebody else is there. */
  private static boolean isTold(PlayedHistory played, SimRow row, ToldRow told) {
    boolean blind =
        played.history.traits().blind().stream().anyMatch(filter -> !row.of(filter).isEmpty());
    return told.code().equals("DUPLICATE_CREATED")
        || ((blind || isUnknowing(played, row)) && told.code().equals("APPEARED_MEANWHILE"));
  }

  /**
   * Whether the row was sent again before anybody could know that the server stores other keys than
   * it is sent: nothing finds whom the first create has made, and the second one tells it.
   */
  private static boolean isUnknowing(PlayedHistory played, SimRow row) {
    return played.history.storesOtherwise()
        && played.lives.stream()
            .map(life -> PlayedHistory.byRow(life).get(row.number()))
            .anyMatch(told -> told != null && told.code().equals("STORED_WRONGLY"));
  }

  static boolean names(ToldRow told, long person) {
    return told.reason().matches("(?s).*(?<![0-9])" + person + "(?![0-9]).*");
  }

  private static List<String> told(PlayedHistory played, int row) {
    return played.lives.stream()
        .map(PlayedHistory::byRow)
        .map(rows -> rows.get(row))
        .map(told -> told == null ? "nothing" : told.ended() + " " + told.person())
        .toList();
  }

  private static void ownMaking(
      PlayedHistory played, ToldRow told, PlayedLife life, List<String> wrong) {
    boolean ours =
        played.madeFor(told.row()).stream().anyMatch(birth -> birth.person() == told.person());
    if (!ours && !isLikeSent(played, told) && !isStillLookedFor(played, told, life)) {
      wrong.add(
          "3: row "
              + told.row()
              + " tells "
              + told.ended()
              + " "
              + told.person()
              + " in life "
              + life.number()
              + ", made by "
              + played.world.people.maker(told.person()));
    }
  }

  /**
   * Who was never made although the server said so is found out at the end of a run; one that was
   * stopped before says so, and its rows stand until the same command goes on.
   */
  static boolean isStillLookedFor(PlayedHistory played, ToldRow told, PlayedLife life) {
    return !life.ended()
        && played.world.people.of(told.person()).stream()
            .noneMatch(change -> change.nanos() <= life.endedAt());
  }

  /**
   * Whether somebody else's person ever held everything that the row sent, but for what creates may
   * drop and the row is told to lack.
   */
  static boolean isLikeSent(PlayedHistory played, ToldRow told) {
    SimRow row = played.history.row(told.row());
    Map<String, String> wishes = new HashMap<>(played.wishes.of(row));
    wishes
        .keySet()
        .removeIf(f -> FieldsKept.OF_TWO_SPELLINGS.contains(f) && FieldsHeld.names(told, f));
    for (PersonChange change : played.world.people.of(told.person())) {
      PersonState state = change.after();
      if (state != null && isLike(played, state, row, wishes)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isLike(
      PlayedHistory played, PersonState state, SimRow row, Map<String, String> wishes) {
    byte @Nullable [] sent = row.hasPhoto() ? row.photo() : null;
    return Arrays.equals(state.photo(), sent)
        && state.groups().equals(played.wishes.groupsOfCreated(row))
        && wishes.entrySet().stream()
            .filter(wish -> !wish.getKey().equals("idNumber")) // comes back as a cipher
            .allMatch(wish -> played.wishes.holds(state, wish.getKey(), wish.getValue()));
  }
}
