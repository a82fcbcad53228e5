package dev.senselink.batch.ledger.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.senselink.batch.ledger.Books;
import dev.senselink.batch.ledger.Intent;
import dev.senselink.batch.ledger.KnownGuest;
import dev.senselink.batch.ledger.LastSentStore;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.RememberedSkip;
import dev.senselink.batch.ledger.RowDecision;
import dev.senselink.batch.ledger.Run;
import dev.senselink.batch.ledger.VerdictStore;
import dev.senselink.batch.machine.Machine;
import dev.senselink.batch.outcome.Decision;
import dev.senselink.batch.outcome.RowEnding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Nothing the ledger remembers beyond a run can be found by trying all numbers. */
class DataFolderKeyTest {
  private static final String WHO = "a1".repeat(32);
  private static final String PHOTO = "b2".repeat(32);
  private static final String NUMBER = "c3".repeat(32);
  private static final String CANDIDATE = "d4".repeat(32);

  /** Of a list of one visitor, say. */
  private static final String ROSTER = "e5".repeat(32);

  private static final String CONFLICTS = "f6".repeat(32);
  private static final List<String> DIGESTS =
      List.of(WHO, PHOTO, NUMBER, CANDIDATE, ROSTER, CONFLICTS);

  @TempDir Path folder;

  @Test
  void a_digest_comes_back_and_another_key_makes_another_form() {
    DataFolderKey key = DataFolderKey.made(Machine.real().chance());

    assertThat(key.sealed(WHO)).isNotEqualTo(WHO).matches("[0-9a-f]{64}");
    assertThat(key.sealed(WHO)).isEqualTo(key.sealed(WHO));
    assertThat(key.opened(key.sealed(WHO))).isEqualTo(WHO);
    assertThat(DataFolderKey.made(Machine.real().chance()).sealed(WHO))
        .isNotEqualTo(key.sealed(WHO));
    assertThat(key.sealed("")).isEmpty();
    assertThat(key.hash("13800138000"))
        .isEqualTo(key.hash("13800138000"))
        .isNotEqualTo(DataFolderKey.made(Machine.real().chance()).hash("13800138000"));
  }

  @Test
  void what_is_remembered_is_found_again_by_its_digest_and_lies_nowhere_as_it_is()
      throws IOException {
    try (Books books = Books.in(folder)) {
      remember(books.ledger());
    }

    assertThat(found()).isEmpty();
    try (Books books = Books.in(folder)) {
      assertRemembered(books);
    }
  }

  @Test
  void a_ledger_without_its_key_is_not_opened() throws IOException {
    try (Books books = Books.in(folder)) {
      remember(books.ledger());
    }
    Files.delete(folder.resolve("key"));

    assertThatThrownBy(() -> Books.in(folder))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("the key of this data folder");
    assertThat(folder.resolve("key")).doesNotExist();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void the_key_is_its_owners_alone() throws IOException {
    Books.in(folder).close();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("key"))))
        .isEqualTo("rw-------");
  }

  private static void remember(Ledger ledger) {
    ledger.runs().save(Books.ofRoster("R1", ROSTER));
    RowDecision decision = new RowDecision(Decision.SKIP, 9, CONFLICTS, false);
    ledger.decisions().begin("R1", 1, decision, "R9", "30002").join();
    SentGuestFields sent = new SentGuestFields(WHO, WHO, NUMBER, List.of(2L), 5, "from", "to");
    ledger
        .guests()
        .remember(KnownGuest.written(7, sent, true, CANDIDATE, "", KnownGuest.Unshown.UNKNOWN));
    ledger.lastSent().remember(7, new LastSentStore.Sent(PHOTO, "avatar", NUMBER, "cipher"));
    ledger.verdicts().remember(PHOTO, new VerdictStore.Verdict(1, 0, 0, ""));
    RememberedSkip skip =
        new RememberedSkip(
            WHO, 9, CANDIDATE, true, 0, PHOTO, RowEnding.SKIPPED_SIMILAR, "30002", Books.NOON);
    ledger.decisions().remember(skip).join();
    Intent plain = Books.intent("R1", 1, Intent.Call.CREATE);
    ledger
        .intents()
        .open(
            new Intent(
                plain.run(),
                plain.row(),
                plain.call(),
                plain.meantAt(),
                plain.timeout(),
                plain.rowHash(),
                2,
                plain.keyField(),
                plain.keyText(),
                plain.name(),
                null,
                List.of(),
                "",
                sent))
        .join();
  }

  private static void assertRemembered(Books books) {
    Ledger ledger = books.ledger();
    assertThat(ledger.runs().unfinished("import-users", Books.SERVER, Books.COMPANY, ROSTER))
        .get()
        .extracting(Run::rosterSha)
        .isEqualTo(ROSTER);
    assertThat(Ledger.decided(books.database(), "R1").values())
        .extracting(RowDecision::fileSha)
        .containsExactly(CONFLICTS);
    assertThat(ledger.guests().byKey(WHO))
        .get()
        .extracting(KnownGuest::leftSha)
        .isEqualTo(CANDIDATE);
    assertThat(ledger.lastSent().of(7))
        .isEqualTo(new LastSentStore.Sent(PHOTO, "avatar", NUMBER, "cipher"));
    assertThat(ledger.verdicts().find(PHOTO)).isPresent();
    assertThat(ledger.decisions().skips().get(WHO))
        .singleElement()
        .satisfies(s -> assertThat(s.decidedBySha()).isEqualTo(PHOTO))
        .satisfies(s -> assertThat(s.candidateSha()).isEqualTo(CANDIDATE));
    assertThat(ledger.intents().open())
        .singleElement()
        .satisfies(i -> assertThat(i.sent()).extracting(SentGuestFields::keySha).isEqualTo(WHO));
  }

  private List<String> found() throws IOException {
    StringBuilder bytes = new StringBuilder();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        bytes.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      }
    }
    return DIGESTS.stream().filter(bytes.toString()::contains).toList();
  }
}
