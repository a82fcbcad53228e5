package dev.senselink.batch.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Invariant 5: what was told to be done is held by the server, but for what the reason names. */
final class FieldsHeld implements Invariant {
  /** A flush of the ledger; the simulated disk needs no time. */
  private static final long COMMIT_NANOS = 50_000_000L;

  @Override
  public List<String> check(PlayedHistory played) {
    List<String> wrong = new ArrayList<>();
    PlayedLife stormy = played.end(PlayedLife.Stage.STORMY);
    PlayedLife resolved = played.end(PlayedLife.Stage.RESOLVE);
    PlayedLife quiet = played.end(PlayedLife.Stage.QUIET);
    for (PlayedLife end : Arrays.asList(stormy == null ? quiet : stormy, resolved)) {
      if (end != null) {
        told(played, end, wrong);
      }
    }
    Set<Integer> before = new HashSet<>();
    for (PlayedLife life : played.lives) {
      if (life.stage() == PlayedLife.Stage.STORMY) {
        life.rows().stream()
            .filter(told -> told.code().equals("STORED_DIFFERENTLY"))
            .filter(told -> before.add(told.row())) // a run that goes on tells it again
            .forEach(told -> notHeld(played, told, life, wrong));
      }
    }
    return wrong;
  }

  /** What is told not to be as it was sent must not be so, where only we have written it. */
  private static void notHeld(
      PlayedHistory played, ToldRow told, PlayedLife life, List<String> wrong) {
    PersonState now = played.world.people.at(told.person(), life.endedAt());
    if (now == null || played.touched(told.person())) {
      return;
    }
    played
        .wishes
        .of(played.history.row(told.row()))
        .forEach(
            (field, wish) -> {
              if (isNamed(told, field)
                  && now.of(field).equals(wish)
                  && !isSetByLaterImport(played, told.person(), field)
                  && !isSetUnanswered(played, told.person(), field, life)) {
                wrong.add(
                    "5: row " + told.row() + " tells of " + field + ", which is as it was sent");
              }
            });
  }

  private static boolean isEndedByOthers(PlayedHistory played, long person, PlayedLife life) {
    return played.world.people.of(person).stream()
        .filter(change -> change.nanos() <= life.endedAt())
        .reduce((one, later) -> later)
        .filter(last -> last.isEnd() && !last.by().isOurs())
        .isPresent();
  }

  /**
   * Whether an update did nothing, as its import saw, and another import has set the field since: a
   * run that goes on tells what it saw.
   */
  private static boolean isSetByLaterImport(PlayedHistory played, long person, String field) {
    return played.log.exchanges().stream()
        .filter(sent -> sent.kind.updates() && sent.request.id() == person)
        .filter(sent -> sent.succeeded() && played.changeOf(sent) == null)
        .anyMatch(vain -> setting(played, person, field).anyMatch(set -> set.life > vain.life));
  }

  /** Whether an update of ours set it that was not answered: the row tells what it saw before. */
  private static boolean isSetUnanswered(
      PlayedHistory played, long person, String field, PlayedLife life) {
    PersonChange last = lastOf(played, person, field, life);
    return last != null && last.by().isOurs() && !played.exchangeOf(last).succeeded();
  }

  /** The last change of a field before a life ended; null if nobody has changed it. */
  private static @Nullable PersonChange lastOf(
      PlayedHistory played, long person, String field, PlayedLife life) {
    PersonChange last = null;
    for (PersonChange change : played.world.people.of(person)) {
      last = change.nanos() <= life.endedAt() && change.changes(field) ? change : last;
    }
    return last;
  }

  /** The updates of ours that changed a field of somebody. */
  private static Stream<SeenExchange> setting(PlayedHistory played, long person, String field) {
    return played.world.people.of(person).stream()
        .filter(change -> change.by().isOurs() && change.changes(field))
        .map(played::exchangeOf);
  }

  private static void told(PlayedHistory played, PlayedLife end, List<String> wrong) {
    for (ToldRow told : end.rows()) {
      if (told.is("SKIPPED_EXISTING") && isMadeByRow(played, told)) {
        known(played, told, end, wrong);
      }
      if (told.is("CREATED", "FORCED", "UPDATED", "UNCHANGED")) {
        check(played, told, end, wrong);
      }
    }
  }

  private static void check(
      PlayedHistory played, ToldRow told, PlayedLife end, List<String> wrong) {
    SimRow row = played.history.row(told.row());
    PersonState now = played.world.people.at(told.person(), end.endedAt());
    if (now == null) {
      if (!isEndedByOthers(played, told.person(), end)) {
        wrong.add("5: row " + told.row() + " tells " + told.ended() + " of nobody");
      }
      return;
    }
    if (told.is("CREATED", "FORCED")) {
      known(played, told, end, wrong);
    }
    if (told.is("CREATED", "FORCED")
        && row.hasPhoto()
        && now.photo() == null
        && !names(told, "photo")
        && !isToldElsewhere(played, told, "photo", end)
        && !writtenByOthers(played, told.person(), "photo", end)) {
      wrong.add("5: row " + told.row() + " tells CREATED, and has no photo");
    }
    for (var wish : played.wishes.of(row).entrySet()) {
      String field = wish.getKey();
      boolean held = played.wishes.holds(now, field, wish.getValue());
      boolean cannot = field.equals("gender") && !told.is("CREATED", "FORCED");
      if (!held
          && !cannot
          && !names(told, field)
          && !isToldElsewhere(played, told, field, end)
          && !isHiddenNumber(played, told, end, now, field)
          && !isHiddenByOthers(played, told, end, field)
          && !isErasedByAnother(played, told, end, field)
          && !isUnread(played, told, field, end)
          && !writtenByOthers(played, told.person(), field, end)) {
        wrong.add(
            "5: row "
                + told.row()
                + " tells "
                + told.ended()
                + ", but "
                + field
                + " is '"
                + now.of(field)
                + "', not '"
                + wish.getValue()
                + "'");
      }
    }
  }

  private static boolean isMadeByRow(PlayedHistory played, ToldRow told) {
    return played.world.people.of(told.person()).stream()
        .filter(birth -> birth.isBirth() && birth.by().isOurs())
        .anyMatch(birth -> played.exchangeOf(birth).tag == told.row());
  }

  /** Whoever a row has made the doors know, if anybody could have told. */
  private static void known(
      PlayedHistory played, ToldRow told, PlayedLife end, List<String> wrong) {
    PersonState now = played.world.people.at(told.person(), end.endedAt());
    if (played.history.row(told.row()).hasPhoto()
        && now != null
        && now.photo() != null
        && !now.faceKnown()
        && !isForgotten(played, told.person())
        && !isToldInVain(played, told)) {
      wrong.add("5: row " + told.row() + " tells " + told.ended() + ", but no door knows the face");
    }
  }

  /**
   * Whether the process ended while it was told that no door knows the face, before it could note
   * so, by a death or a disk that is full: nobody can know it then.
   */
  private static boolean isForgotten(PlayedHistory played, long person) {
    return played.world.people.of(person).stream()
        .filter(birth -> birth.isBirth() && birth.by().isOurs())
        .map(played::exchangeOf)
        .anyMatch(
            create ->
                played.lives.stream()
                    .filter(life -> life.number() == create.life)
                    .anyMatch(life -> isCut(played, life) && isUnnoted(create, life)));
  }

  private static boolean isCut(PlayedHistory played, PlayedLife life) {
    return life.died()
        || (life.exit() == 4
            && played.history.events().stream()
                .anyMatch(event -> event.what() == MachineEvent.Kind.DISK_FULL));
  }

  private static boolean isUnnoted(SeenExchange create, PlayedLife life) {
    return create.endedAt < 0 || life.endedAt() - create.endedAt <= COMMIT_NANOS;
  }

  /**
   * An update of an ID number alone that did nothing looks like one of a server that shows
   * nobody's, or as one from which another cipher has come.
   */
  private static boolean isHiddenNumber(
      PlayedHistory played, ToldRow told, PlayedLife end, PersonState now, String field) {
    boolean unshown =
        field.equals("idNumber")
            && played.world.people.living(end.endedAt()).stream()
                .allMatch(person -> person.of(field).isEmpty());
    boolean another = field.equals("idNumber") && !now.of(field).isEmpty();
    return played.log.exchanges().stream()
        .filter(sent -> sent.kind.updates() && sent.heard.equals("200"))
        .filter(sent -> played.changeOf(sent) == null)
        .anyMatch(
            sent ->
                another
                    ? sent.request.id() == told.person()
                    : unshown && sent.life == end.number());
  }

  /**
   * A run that goes on tells a row as it did; what another has lost of them since, or has set for
   * another row, that tells.
   */
  private static boolean isToldElsewhere(
      PlayedHistory played, ToldRow told, String field, PlayedLife end) {
    return played.lives.stream()
        .filter(life -> life.stage() == PlayedLife.Stage.STORMY)
        .filter(life -> !Objects.equals(life.summary().get("runId"), end.summary().get("runId")))
        .anyMatch(
            life ->
                life.rows().stream()
                    .filter(other -> other.person() == told.person())
                    .anyMatch(
                        other ->
                            names(other, field)
                                || isSetForAnother(played, told, other, life, field, end)));
  }

  /**
   * Whether a run has set the field last, for another row than the one told, and as that wishes.
   */
  private static boolean isSetForAnother(
      PlayedHistory played,
      ToldRow told,
      ToldRow other,
      PlayedLife life,
      String field,
      PlayedLife end) {
    PersonChange last = lastOf(played, told.person(), field, end);
    PersonState after = last == null ? null : last.after();
    String wish = played.wishes.of(played.history.row(other.row())).get(field);
    return after != null
        && last.by().isOurs()
        && played.lifeOf(last) == life
        && other.row() != told.row()
        && other.is("UPDATED")
        && wish != null
        && played.wishes.holds(after, field, wish);
  }

  /**
   * No list shows the hours of a visit: an update of them and a photo that did nothing looks like
   * one that did, where another hand changes the person before they are read again.
   */
  private static boolean isHiddenByOthers(
      PlayedHistory played, ToldRow told, PlayedLife end, String field) {
    return field.startsWith("dateTime")
        && played.log.exchanges().stream()
            .filter(sent -> sent.kind.updates() && sent.request.id() == told.person())
            .filter(sent -> sent.succeeded() && played.changeOf(sent) == null)
            .anyMatch(sent -> isTouched(played, told.person(), sent.leftAt, end.endedAt()));
  }

  private static boolean isTouched(PlayedHistory played, long person, long from, long to) {
    return played.world.people.of(person).stream()
        .anyMatch(c -> !c.by().isOurs() && c.nanos() >= from && c.nanos() <= to);
  }

  /**
   * What an import of a part of the roster erased in the wrong spelling, and was ended before it
   * could mend: nobody goes on with it, and a run that had told the row before knows nothing of it.
   */
  private static boolean isErasedByAnother(
      PlayedHistory played, ToldRow told, PlayedLife end, String field) {
    PersonChange last = lastOf(played, told.person(), field, end);
    if (last == null || !last.by().isOurs() || !FieldsKept.OF_TWO_SPELLINGS.contains(field)) {
      return false;
    }
    return played.isDeadPart(played.lifeOf(last));
  }

  /**
   * Whether a server that stores values otherwise has done so at an update that nobody could read
   * back: only the first of a run are, and a run that stops meanwhile waits for no list that lags.
   */
  private static boolean isUnread(
      PlayedHistory played, ToldRow told, String field, PlayedLife end) {
    PersonChange last = lastOf(played, told.person(), field, end);
    if (last == null || !last.by().isOurs() || !played.history.storesOtherwise()) {
      return false;
    }
    SeenExchange update = played.exchangeOf(last);
    long lag = played.world.traits.lagMillis() * 1_000_000L;
    return update.kind.updates()
        && played.log.exchanges().stream()
            .filter(look -> look.kind == CallKind.GET_PERSON && look.life == update.life)
            .filter(look -> look.request.id() == told.person() && look.succeeded())
            .noneMatch(look -> look.doneAt - lag >= last.nanos());
  }

  /** An update that was to tell the doors and did nothing looks like one that did. */
  private static boolean isToldInVain(PlayedHistory played, ToldRow told) {
    boolean planned =
        played.history.faults().stream()
            .filter(fault -> fault.tag() == told.row() && fault.kind().updates())
            .anyMatch(fault -> fault.twist() == ExchangeTwist.TAKES_NOTHING);
    return planned
        && played.log.exchanges().stream()
            .filter(sent -> sent.kind.updates() && sent.request.id() == told.person())
            .anyMatch(sent -> sent.succeeded() && played.changeOf(sent) == null);
  }

  /**
   * Whether a row is told that the server holds something else in a field, by its column's name.
   */
  static boolean names(ToldRow told, String field) {
    boolean unseen =
        told.reason().contains("before it could see")
            && FieldsKept.OF_TWO_SPELLINGS.contains(field); // all else was compared
    return unseen || isNamed(told, field);
  }

  private static boolean isNamed(ToldRow told, String field) {
    String column =
        switch (field) {
          case "departmentId" -> "department";
          case "photo" -> "avatarFile";
          default -> field;
        };
    return told.reason()
            .matches("(?s).*(those sent: |what was sent: |field: )[^.]*\\b" + column + "\\b.*")
        || told.reason()
            .matches(
                "(?s).*server (stored|still stores) [^:]*\\b"
                    + column
                    + "\\b[^:]* otherwise than it was.*");
  }

  private static boolean writtenByOthers(
      PlayedHistory played, long person, String field, PlayedLife end) {
    PersonChange last = lastOf(played, person, field, end);
    return last != null && !last.by().isOurs();
  }
}
