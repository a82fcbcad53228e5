package dev.senselink.batch.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.api.UnusableSettingsException;
import dev.senselink.batch.machine.Monitor;
import dev.senselink.batch.notify.EndedJob;
import dev.senselink.batch.notify.EndedJobs;
import dev.senselink.batch.notify.NoticeChannel;
import dev.senselink.batch.notify.NoticeDelivery;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What cannot be delivered is tried again for ten minutes at most, played in simulated time. */
class NoticeDeliveryTest {
  private static final EndedJob END = EndedJobs.job(0);
  private static final NoticeChannel.Attempt LATER = new NoticeChannel.Failed("busy");

  private final SimMachine machine =
      new SimMachine(7, Instant.parse("2026-11-27T02:00:00Z"), ZoneOffset.UTC);
  private final List<String> told = new ArrayList<>();
  private final NoticeDelivery delivery = new NoticeDelivery(machine, told::add);

  /** Answers so, one after the other, and the last for ever. */
  private static final class Scripted implements NoticeChannel {
    private final String name;
    private final List<Attempt> attempts;
    private final AtomicInteger asked = new AtomicInteger();

    Scripted(String name, Attempt... attempts) {
      this.name = name;
      this.attempts = Arrays.asList(attempts);
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public Attempt send(EndedJob end) {
      return attempts.get(Math.min(asked.getAndIncrement(), attempts.size() - 1));
    }
  }

  /** Never comes back. */
  private final class Mute implements NoticeChannel {
    @Override
    public String name() {
      return "mute";
    }

    @Override
    public Attempt send(EndedJob end) {
      Monitor nobody = machine.monitor();
      nobody.enter();
      try {
        while (true) {
          nobody.await();
        }
      } catch (InterruptedException e) {
        return LATER;
      } finally {
        nobody.leave();
      }
    }
  }

  private Duration delivering(NoticeChannel... channels) {
    long[] took = new long[1];
    machine.run(
        () -> {
          long begun = machine.nanos();
          delivery.deliver(END, List.of(channels), NoticeDelivery.LONGEST);
          took[0] = machine.nanos() - begun;
        });
    return Duration.ofNanos(took[0]);
  }

  @Test
  void who_took_it_is_known() {
    Scripted hook = new Scripted("hook", LATER, new NoticeChannel.Delivered());
    Scripted mail = new Scripted("mail", new NoticeChannel.Refused("wrong password"));
    Set<NoticeChannel> took = new HashSet<>();

    machine.run(
        () ->
            took.addAll(
                delivery.deliver(END, List.of(hook, mail, new Mute()), NoticeDelivery.BRIEFLY)));

    assertThat(took).containsExactly(hook);
  }

  @Test
  void settings_that_cannot_be_are_told_in_their_own_words() {
    NoticeChannel unusable =
        new NoticeChannel() {
          @Override
          public String name() {
            return "mail";
          }

          @Override
          public Attempt send(EndedJob end) {
            throw new UnusableSettingsException("ca.pem holds no certificate");
          }
        };

    delivering(unusable);

    assertThat(told).containsExactly("not told: mail: ca.pem holds no certificate");
  }

  @Test
  void what_is_delivered_is_delivered_once() {
    Scripted hook = new Scripted("hook", new NoticeChannel.Delivered());

    assertThat(delivering(hook)).isZero();

    assertThat(hook.asked).hasValue(1);
    assertThat(told).containsExactly("told: hook");
  }

  @Test
  void what_fails_is_tried_again_and_what_was_delivered_is_not() {
    Scripted hook = new Scripted("hook", LATER, LATER, LATER, new NoticeChannel.Delivered());
    Scripted mail = new Scripted("mail", new NoticeChannel.Delivered());

    assertThat(delivering(hook, mail)).isBetween(Duration.ofSeconds(35), Duration.ofSeconds(40));

    assertThat(hook.asked).hasValue(4);
    assertThat(mail.asked).hasValue(1);
    assertThat(told)
        .containsExactlyInAnyOrder(
            "not told yet: hook: busy. Trying again for at most 10 min", "told: mail", "told: hook")
        .last()
        .isEqualTo("told: hook");
  }

  @Test
  void a_refusal_is_not_tried_again() {
    Scripted hook = new Scripted("hook", new NoticeChannel.Refused("unknown key"));

    assertThat(delivering(hook)).isZero();

    assertThat(hook.asked).hasValue(1);
    assertThat(told).containsExactly("not told: hook: unknown key");
  }

  @Test
  void after_ten_minutes_it_is_given_up() {
    Scripted hook = new Scripted("hook", LATER);

    assertThat(delivering(hook)).isBetween(Duration.ofMinutes(7), NoticeDelivery.LONGEST);

    assertThat(hook.asked.get()).isBetween(7, 12);
    assertThat(told).hasSize(2).last().isEqualTo("not told: hook: busy");
  }

  @Test
  void a_try_that_never_ends_is_given_up_too() {
    assertThat(delivering(new Mute())).isEqualTo(NoticeDelivery.LONGEST);

    assertThat(told).containsExactly("not told: mute: no answer");
  }

  @Test
  void one_that_says_nothing_holds_no_other_up() {
    Scripted hook = new Scripted("hook", new NoticeChannel.Delivered());

    delivering(new Mute(), hook);

    assertThat(told).containsExactly("told: hook", "not told: mute: no answer");
  }

  @Test
  void one_that_breaks_is_told_and_holds_no_other_up() {
    Scripted broken = new Scripted("mail"); // asked for an answer it has not
    Scripted hook = new Scripted("hook", new NoticeChannel.Delivered());

    assertThat(delivering(broken, hook)).isZero();

    assertThat(told)
        .hasSize(2)
        .contains("told: hook")
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith("not told: mail: a bug in the program (")
                    .contains("IndexOutOfBoundsException"));
  }

  @Test
  void what_must_not_hold_anybody_up_is_waited_for_a_moment_only() {
    List<String> why = new ArrayList<>();
    long[] took = new long[1];
    machine.run(
        () -> {
          long begun = machine.nanos();
          delivery.once(() -> new Mute().send(END), Duration.ofSeconds(5)).ifPresent(why::add);
          took[0] = machine.nanos() - begun;
        });

    assertThat(why).containsExactly("no answer");
    assertThat(Duration.ofNanos(took[0])).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void somebody_who_does_not_wait_ends_it_at_once() {
    machine.at(Duration.ofSeconds(30), delivery::giveUp);

    assertThat(delivering(new Scripted("hook", LATER))).isEqualTo(Duration.ofSeconds(30));

    assertThat(told).last().isEqualTo("not told: hook: busy");
  }
}
