package dev.senselink.batch.simulation;

import dev.senselink.batch.simulation.PlayedLife.Stage;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Invariant 6 where another time zone is said than the one that visits were sent in: no visitor is
 * deleted until the zone is accepted, and the report says so where somebody would have been.
 */
final class ZonesKept implements Invariant {
  private static final DateTimeFormatter CELL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
  private static final Duration ENDED_FOR = Duration.ofHours(24);

  @Override
  public List<String> check(PlayedHistory played) {
    List<String> wrong = new ArrayList<>();
    ZoneId zone = played.history.zoneToday();
    if (zone.equals(HistoryPlayer.ZONE)) {
      return wrong;
    }
    boolean accepted = played.history.has(ErrandBetween.Kind.ACCEPT_ZONE);
    for (SeenExchange sent : played.log.exchanges()) {
      if (sent.kind == CallKind.DELETE_GUEST && !accepted) {
        wrong.add("6: deleted, and another time zone is said: " + sent);
      }
    }
    for (PlayedLife life : played.lives) {
      boolean braked = "ZONE_CHANGED".equals(life.summary().getOrDefault("endedBrake", ""));
      if (braked && accepted) {
        wrong.add("6: the zone is accepted, and nobody is deleted in life " + life.number());
      } else if (!braked && !accepted && isDone(life) && hasEnded(played, life, zone)) {
        wrong.add("6: nobody is told of the other time zone in life " + life.number());
      }
    }
    return wrong;
  }

  /** Whether an import has come to the deletion of visitors. */
  private static boolean isDone(PlayedLife life) {
    return life.stage() == Stage.QUIET
        && life.ended()
        && life.rows().stream().noneMatch(told -> told.is("FAILED", "NOT_ATTEMPTED"));
  }

  /** Whether a visitor of days before, whom nobody has touched since, is to be deleted. */
  private static boolean hasEnded(PlayedHistory played, PlayedLife life, ZoneId zone) {
    return played.lives.stream()
        .filter(one -> one.stage() == Stage.EARLIER && one.ended())
        .flatMap(one -> one.rows().stream())
        .filter(told -> told.ended().equals("CREATED"))
        .filter(told -> isAsMade(played, told.person()))
        .map(told -> played.world.people.at(told.person(), life.beganAt()))
        .filter(Objects::nonNull)
        .filter(guest -> !isLikeToday(played, guest))
        .anyMatch(guest -> isOver(guest, HistoryPlayer.ZONE, life) && isOver(guest, zone, life));
  }

  private static boolean isAsMade(PlayedHistory played, long id) {
    List<PersonChange> changes = played.world.people.of(id);
    return changes.size() == 1 && changes.get(0).by().isOurs();
  }

  private static boolean isLikeToday(PlayedHistory played, PersonState guest) {
    return played.history.today().stream()
        .anyMatch(
            row ->
                RowTags.fold(row.name()).equals(RowTags.fold(guest.name()))
                    || RowTags.shareNumber(row, guest));
  }

  private static boolean isOver(PersonState guest, ZoneId zone, PlayedLife life) {
    LocalDateTime to = LocalDateTime.parse(guest.of("dateTimeTo"), CELL);
    LocalDateTime now =
        LocalDateTime.ofInstant(HistoryPlayer.START.plusNanos(life.beganAt()), zone);
    return to.plus(ENDED_FOR).isBefore(now);
  }
}
