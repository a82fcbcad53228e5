package dev.senselink.batch.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.LoneMonitor;
import dev.senselink.batch.fixture.OtherMachine;
import dev.senselink.batch.machine.Monitor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Guessing is slow; nobody is locked out. */
class SignInDelayTest {
  private static final String HERE = "10.0.0.1";

  private long now;
  private int waiting;
  private Runnable meanwhile = () -> {};

  /** Waits are over at once, and written down. */
  private final class Clockwork extends OtherMachine {
    @Override
    public long nanos() {
      return now;
    }

    @Override
    public Monitor monitor() {
      return new LoneMonitor(
          time -> {
            meanwhile.run();
            now += time.toNanos();
          });
    }
  }

  private final SignInDelay delay = new SignInDelay(new Clockwork());

  private Duration waited(String account, String address) {
    long before = now;
    assertThat(delay.await(account, address)).isTrue();
    return Duration.ofNanos(now - before);
  }

  private void fails(int times, String account, String address) {
    for (int n = 0; n < times; n++) {
      delay.failed(account, address);
    }
  }

  @Test
  void a_few_slips_cost_nothing_and_then_each_failure_doubles_the_wait_to_an_end() {
    List<Long> waits = new ArrayList<>();
    for (int n = 0; n < 9; n++) {
      waits.add(waited("maria", HERE).toSeconds());
      delay.failed("maria", HERE);
    }

    assertThat(waits).containsExactly(0L, 0L, 0L, 1L, 2L, 4L, 8L, 8L, 8L);
  }

  @Test
  void an_account_is_slow_from_everywhere_and_an_address_for_everybody() {
    fails(SignInDelay.FREE, "maria", HERE);

    assertThat(waited("MARIA", "10.0.0.2")).isEqualTo(Duration.ofSeconds(1));
    assertThat(waited("peter", HERE)).isEqualTo(Duration.ofSeconds(1));
    assertThat(waited("peter", "10.0.0.2")).isZero();
  }

  @Test
  void who_is_there_is_slow_no_more_but_what_else_the_address_tries_is() {
    fails(5, "maria", HERE);

    delay.succeeded("maria", "10.0.0.3");

    assertThat(waited("maria", "10.0.0.2")).isZero();
    assertThat(waited("peter", HERE)).isPositive();
  }

  @Test
  void it_is_forgotten_after_a_while() {
    fails(9, "maria", HERE);
    now += Duration.ofMinutes(15).toNanos();

    assertThat(waited("maria", HERE)).isZero();
  }

  @Test
  void one_address_cannot_keep_all_threads_waiting_and_others_are_still_looked_at() {
    fails(5, "maria", HERE);
    List<Boolean> seen = new ArrayList<>();
    meanwhile =
        () -> {
          waiting++;
          if (waiting < 3) {
            assertThat(delay.await("maria", HERE)).isTrue();
          } else if (waiting == 3) {
            seen.add(delay.await("maria", HERE));
            seen.add(delay.await("maria", "10.0.0.2"));
          }
        };

    assertThat(delay.await("maria", HERE)).isTrue();

    assertThat(seen).containsExactly(false, true);
  }

  @ParameterizedTest
  @ValueSource(strings = {"KIRSI", "K\u0131rs\u0131", "\u212airsi", "kir\u017fi", "\uff4birsi"})
  void an_account_is_the_same_however_its_name_is_written(String name) {
    fails(SignInDelay.FREE, "kirsi", HERE);

    assertThat(waited(name, "10.0.0.2")).isEqualTo(Duration.ofSeconds(1));
  }

  /** Else each would be remembered with all its letters. */
  @Test
  void what_no_account_can_be_called_is_one() {
    for (int n = 0; n < SignInDelay.FREE; n++) {
      delay.failed(n + "x".repeat(1000), "10.0.1." + n);
    }

    assertThat(waited("y".repeat(1000), HERE)).isPositive();
    assertThat(waited("<i>", HERE)).isPositive();
    assertThat(waited("maria", HERE)).isZero();
  }

  @Test
  void of_an_ipv6_address_the_network_counts_however_it_is_written() {
    fails(SignInDelay.FREE, "maria", "2001:db8:1:2::1");

    assertThat(waited("peter", "2001:db8:1:2:ffff::9")).isPositive();
    assertThat(waited("peter", "[2001:0DB8:1:2:0:0:0:7]")).isPositive();
    assertThat(waited("peter", "2001:db8:1:2::7%eth0")).isPositive();
    assertThat(waited("peter", "2001:db8:1:3::1")).isZero();
    fails(SignInDelay.FREE, "maria", "10.0.9.9");
    assertThat(waited("peter", "::ffff:10.0.9.9")).isPositive();
    assertThat(waited("peter", "::ffff:10.0.9.8")).isZero();
  }

  @Test
  void what_others_do_elsewhere_costs_the_owner_nothing_where_the_owner_was_signed_in() {
    delay.succeeded("maria", HERE);

    fails(9, "maria", "10.0.0.9");

    assertThat(waited("maria", HERE)).isZero();
    assertThat(waited("maria", "10.0.0.2")).isEqualTo(SignInDelay.LONGEST);
    fails(SignInDelay.FREE, "maria", HERE);
    assertThat(waited("maria", HERE)).as("guessed at from there").isPositive();
  }

  @Test
  void many_addresses_cannot_keep_all_threads_waiting() {
    fails(9, "maria", HERE);
    fails(1, "peter", "10.0.3.2");
    List<Boolean> seen = new ArrayList<>();
    meanwhile =
        () -> {
          waiting++;
          if (waiting < SignInDelay.WAITING) {
            assertThat(delay.await("maria", "10.0.2." + waiting)).isTrue();
          } else if (waiting == SignInDelay.WAITING) {
            seen.add(delay.await("maria", "10.0.3.2"));
            seen.add(delay.await("maria", "10.0.3.1"));
            seen.add(delay.await("peter", "10.0.3.1"));
          }
        };

    assertThat(delay.await("maria", HERE)).isTrue();

    assertThat(seen)
        .as("of an address that has failed; of fresh ones")
        .containsExactly(false, true, true);
    meanwhile = () -> {};
    assertThat(delay.await("maria", "10.0.3.1")).as("nobody waits any more").isTrue();
  }
}
