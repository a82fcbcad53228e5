package dev.senselink.batch.fleet.broker;

import dev.senselink.batch.fixture.OtherMachine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.springframework.jdbc.core.JdbcTemplate;

/** The time of a history: that of its machines and, where they ask it, of their database. */
final class BoardClock extends OtherMachine {
  /** Where the database looks what time it is: a setting of the connection. */
  static final String HANDS = "board.clock";

  private static final Instant BEGIN = Instant.parse("2026-03-02T19:57:00Z");

  private final JdbcTemplate jdbc;
  private final SplittableRandom dice;
  private Duration since = Duration.ZERO;

  BoardClock(JdbcTemplate jdbc, SplittableRandom dice) {
    this.jdbc = jdbc;
    this.dice = dice;
    pass(Duration.ZERO);
  }

  void pass(Duration time) {
    since = since.plus(time);
    jdbc.queryForObject("SELECT set_config(?, ?, false)", String.class, HANDS, "" + now());
  }

  Instant now() {
    return BEGIN.plus(since);
  }

  @Override
  public Clock wall() {
    InstantSource here = this::now;
    return here.withZone(ZoneOffset.UTC);
  }

  @Override
  public long nanos() {
    return since.toNanos();
  }

  @Override
  public RandomGenerator chance() {
    return dice;
  }
}
