package dev.senselink.batch.simulation;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Invariant 6: deleted are only visitors of our making whose visit is over, whom no other hand has
 * touched, judged by the truth when the server answered the look just before.
 */
final class DeletedPeople implements Invariant {
  private static final DateTimeFormatter CELL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
  private static final Duration ENDED_FOR = Duration.ofHours(24);

  private static final Set<String> HIDDEN =
      Set.of("idNumber", "dateTimeFrom", "dateTimeTo", "receptionUserId");

  @Override
  public List<String> check(PlayedHistory played) {
    List<String> wrong = new ArrayList<>();
    for (SeenExchange delete : played.log.exchanges()) {
      if (delete.kind.deletes()) {
        String why = why(played, delete);
        if (why != null) {
          wrong.add("6: " + why + ": " + delete);
        }
      }
    }
    return wrong;
  }

  private static @Nullable String why(PlayedHistory played, SeenExchange delete) {
    if (delete.kind == CallKind.DELETE_USER && played.history.deletesLeavers()) {
      return null; // LeaversDeleted judges those
    }
    if (played.history.isUndoneBetween() && played.isOf(delete.life, PlayedLife.Stage.UNDO)) {
      return null; // UndoneBetween judges those
    }
    if (delete.kind != CallKind.DELETE_GUEST || !played.history.task().removeEnded()) {
      return "nobody asked for it";
    }
    long id = delete.request.id();
    SeenExchange look = look(played, delete);
    if (look == null) {
      return "nobody looked before";
    }
    PersonState then = played.world.people.at(id, look.doneAt);
    if (then == null) {
      return null; // gone already: nothing can be lost
    }
    PersonChange ours = lastOfOurs(played, id, look.doneAt);
    if (!isMadeByUs(played, id, look.doneAt)) {
      ours = isLikeOurs(played, id) ? birth(played, id, look.doneAt) : null;
    }
    if (ours == null) {
      return "not of our making";
    }
    PersonChange last = ours;
    long lag = played.world.traits.lagMillis() * 1_000_000L;
    List<PersonChange> since =
        played.world.people.of(id).stream()
            .filter(c -> !c.by().isOurs() && c.seq() > last.seq())
            .filter(c -> c.nanos() <= look.doneAt - lag) // a list may show an earlier moment
            .toList();
    boolean touched = !since.stream().allMatch(change -> isHidden(change, last));
    if (touched) {
      return "touched by another hand";
    }
    if (isNamedToday(played, then)) {
      return "today's roster names them";
    }
    if (isAskedAbout(played, id)) {
      return "somebody is asked about them";
    }
    boolean prolonged = since.stream().anyMatch(DeletedPeople::prolongs);
    return prolonged || isOver(played, then, look) ? null : "the visit is not over";
  }

  /**
   * Whether nothing can tell it from our own write: so soon that its time may be our own, as an
   * answer's and the list's may be two seconds apart, and of what no list shows, or of a text that
   * a server may have stored otherwise than it was sent; nor is it known of one that has lost its
   * photo which one it shows, and here a new one moves no time.
   */
  private static boolean isHidden(PersonChange change, PersonChange ours) {
    PersonState before = change.before();
    PersonState after = change.after();
    return before != null
        && after != null
        && isSoon(after.updateAt().getEpochSecond() - ourSecond(ours))
        && after.differsFrom(before).stream()
            .allMatch(
                field ->
                    HIDDEN.contains(field)
                        || !before.of(field).isEmpty()
                        || (field.equals("photo") && before.photo() == null));
  }

  private static boolean isSoon(long seconds) {
    return seconds >= 0 && seconds <= 2;
  }

  private static boolean prolongs(PersonChange change) {
    PersonState before = change.before();
    PersonState after = change.after();
    return before != null && after != null && after.differsFrom(before).contains("dateTimeTo");
  }

  private static long ourSecond(PersonChange ours) {
    PersonState written = ours.after();
    return written == null ? -1 : written.updateAt().getEpochSecond();
  }

  private static boolean isNamedToday(PlayedHistory played, PersonState guest) {
    return played.history.today().stream()
        .anyMatch(
            row ->
                RowTags.fold(row.name()).equals(RowTags.fold(guest.name()))
                    && row.of("mobile").equals(guest.of("mobile")));
  }

  /** Whether a question about this person is open: the one that was named as similar. */
  private static boolean isAskedAbout(PlayedHistory played, long id) {
    for (SeenExchange refused : played.log.exchanges()) {
      ToldRow told = toldLast(played, refused.tag);
      boolean open = told != null && told.ended().equals("REVIEW 30002");
      WorldAnswer answer = refused.answer;
      if (open
          && answer != null
          && refused.heard.equals("30002")
          && new String(answer.body(), StandardCharsets.UTF_8)
              .contains("\"similar_user_id\":" + id + ",")) {
        return true;
      }
    }
    return false;
  }

  /** What was told of a row, by what people decided about it where they did. */
  private static @Nullable ToldRow toldLast(PlayedHistory played, int row) {
    PlayedLife resolved = played.end(PlayedLife.Stage.RESOLVE);
    ToldRow decided = resolved == null ? null : PlayedHistory.byRow(resolved).get(row);
    return decided == null ? played.told().get(row) : decided;
  }

  private static boolean isOver(PlayedHistory played, PersonState guest, SeenExchange look) {
    LocalDateTime to = LocalDateTime.parse(guest.of("dateTimeTo"), CELL);
    LocalDateTime now =
        LocalDateTime.ofInstant(HistoryPlayer.START.plusNanos(look.doneAt), zone(played));
    return to.plus(ENDED_FOR).isBefore(now);
  }

  /** The server's zone, but for what a user has said of the visits that were sent before. */
  private static ZoneId zone(PlayedHistory played) {
    return played.history.has(ErrandBetween.Kind.ACCEPT_ZONE)
        ? played.history.zoneToday()
        : played.world.zone();
  }

  private static @Nullable SeenExchange look(PlayedHistory played, SeenExchange delete) {
    return played.log.exchanges().stream()
        .filter(look -> look.kind.listsPeople() && look.life == delete.life)
        .filter(look -> look.succeeded() && look.seq < delete.seq)
        .filter(
            look -> look.kind != CallKind.GET_PERSON || look.request.id() == delete.request.id())
        .max(Comparator.comparingLong(look -> look.doneAt))
        .orElse(null);
  }

  private static @Nullable PersonChange lastOfOurs(PlayedHistory played, long id, long until) {
    PersonChange last = null;
    for (PersonChange change : played.world.people.of(id)) {
      if (change.by().isOurs() && change.nanos() <= until) {
        last = change;
      }
    }
    return last;
  }

  private static boolean isMadeByUs(PlayedHistory played, long id, long until) {
    PersonChange birth = birth(played, id, until);
    return birth != null && birth.by().isOurs();
  }

  /**
   * Whether somebody else has made the very person whom a row was to make, and the row's create had
   * made nobody: nothing tells the two apart.
   */
  private static boolean isLikeOurs(PlayedHistory played, long id) {
    return played.lives.stream()
        .filter(life -> life.stage() != PlayedLife.Stage.RESTORE)
        .flatMap(life -> life.rows().stream())
        .filter(told -> told.person() == id && told.is("CREATED", "FORCED"))
        .anyMatch(told -> hasMadeNobody(played, told.row()) && PeopleMade.isLikeSent(played, told));
  }

  private static boolean hasMadeNobody(PlayedHistory played, int row) {
    return played.log.exchanges().stream()
        .filter(sent -> sent.kind.creates() && sent.tag == row)
        .anyMatch(sent -> played.changeOf(sent) == null);
  }

  private static @Nullable PersonChange birth(PlayedHistory played, long id, long until) {
    PersonChange last = null;
    for (PersonChange change : played.world.people.of(id)) {
      if (change.isBirth() && change.nanos() <= until) {
        last = change;
      }
    }
    return last;
  }
}
