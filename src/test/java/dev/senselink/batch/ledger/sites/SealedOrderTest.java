package dev.senselink.batch.ledger.sites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.senselink.batch.ledger.store.DataFolderKey;
import dev.senselink.batch.machine.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever can write the tables of a database cannot make a worker do anything (L24). */
class SealedOrderTest {
  private static final SiteNotice NOTICE = new SiteNotice("F1", "A", "m1");
  private static final Instant NOW = Instant.parse("2026-12-03T05:00:00Z");
  private static final SealedOrder ORDER =
      new SealedOrder("{\"address\":\"http://a:1\"}", "0".repeat(64), NOW.plusSeconds(60));

  @TempDir Path folder;
  private DataFolderKey key;
  private String stored;

  @BeforeEach
  void seal() throws IOException {
    key = DataFolderKey.of(folder, Machine.real());
    stored = ORDER.sealed(key, NOTICE);
  }

  private static void isRefused(ThrowingCallable what) {
    assertThatThrownBy(what).isInstanceOf(ForgedOrderException.class);
  }

  private SealedOrder opened(String text) {
    return SealedOrder.opened(key, NOTICE, text, NOW);
  }

  @Test
  void what_was_given_is_taken() {
    assertThat(opened(stored)).isEqualTo(ORDER);
  }

  @Test
  void what_the_key_did_not_seal_is_refused() throws IOException {
    isRefused(() -> opened(stored.replace("http://a:1", "http://b:1")));
    isRefused(() -> opened(stored.substring(stored.indexOf('\n') + 1)));
    isRefused(() -> opened(""));
    DataFolderKey other =
        DataFolderKey.of(Files.createDirectories(folder.resolve("other")), Machine.real());
    isRefused(() -> opened(ORDER.sealed(other, NOTICE)));
  }

  @Test
  void an_earlier_message_is_refused() {
    isRefused(() -> opened(ORDER.sealed(key, new SiteNotice("F1", "A", "m0"))));
  }

  @Test
  void another_run_is_refused() {
    String text = ORDER.sealed(key, new SiteNotice("F0", "A", "m1"));

    isRefused(() -> opened(text));
    isRefused(() -> SealedOrder.renewed(key, NOTICE, text));
  }

  @Test
  void another_site_is_refused() {
    String text = ORDER.sealed(key, new SiteNotice("F1", "B", "m1"));

    isRefused(() -> opened(text));
    isRefused(() -> SealedOrder.renewed(key, NOTICE, text));
  }

  @Test
  void an_order_whose_time_is_over_is_refused_and_a_later_message_gives_it_no_more_time() {
    SiteNotice later = new SiteNotice("F1", "A", "m2");
    String renewed = SealedOrder.renewed(key, later, stored);

    isRefused(() -> SealedOrder.opened(key, NOTICE, stored, NOW.plusSeconds(61)));
    assertThat(SealedOrder.opened(key, later, renewed, NOW)).isEqualTo(ORDER);
    isRefused(() -> SealedOrder.opened(key, later, renewed, NOW.plusSeconds(61)));
  }

  @Test
  void another_list_is_refused() {
    ORDER.mustBeOf("0".repeat(64), NOTICE);

    isRefused(() -> ORDER.mustBeOf("1".repeat(64), NOTICE));
  }
}
