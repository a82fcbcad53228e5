package dev.senselink.batch.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.senselink.batch.check.KeyField;
import dev.senselink.batch.disk.Sha256Digest;
import dev.senselink.batch.ledger.before.BeforeImage;
import dev.senselink.batch.ledger.before.BeforeImage.Kind;
import dev.senselink.batch.ledger.before.BeforeStore;
import dev.senselink.batch.ledger.before.FormerPerson;
import dev.senselink.batch.ledger.before.FormerPhoto;
import dev.senselink.batch.ledger.before.LastWrite;
import dev.senselink.batch.ledger.lists.ListCatalog;
import dev.senselink.batch.ledger.lists.ListMember;
import dev.senselink.batch.ledger.lists.ListMemberStore;
import dev.senselink.batch.ledger.lists.ListName;
import dev.senselink.batch.ledger.lists.RevokedPerson;
import dev.senselink.batch.ledger.store.UndoStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** What was there before is kept whole, and goes when it is to go. */
@OnEachDatabase
class BeforeStoreTest {
  @Parameter BookPlace place;
  private static final byte[] FACE = "a face".getBytes(StandardCharsets.UTF_8);
  private static final byte[] OTHER = "another".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;
  private Books books;
  private BeforeStore store;

  @BeforeEach
  void open() {
    books = Books.in(place, folder);
    store = books.ledger().before();
    for (String run : List.of("R1", "R2")) {
      books.ledger().runs().save(Books.run(run));
      store.runs().begin(run, Duration.ofDays(30));
    }
  }

  @AfterEach
  void close() {
    books.close();
  }

  private static BeforeImage image(String run, long person, Kind kind, FormerPhoto photo) {
    return new BeforeImage(
        run,
        person,
        kind,
        3,
        1,
        former(person, List.of(new FormerPerson.GroupOf(4, "Gate; \"A\""))),
        photo,
        new LastWrite(Map.of("name", "0011"), List.of(9L, 4L), true, null));
  }

  private static FormerPerson former(long person, @Nullable List<FormerPerson.GroupOf> groups) {
    return new FormerPerson(
        person,
        1,
        "a7",
        "2026-01-01 08:00:00",
        Map.of("name", "Zoë 李", "jobNumber", "E" + person, "remark", "line\nline"),
        groups,
        12L,
        null,
        "cipher",
        "ab".repeat(32),
        "",
        new FormerPerson.Stay(5, "2026-01-01 08:00:00", "2026-01-01 09:00:00", "sealed"));
  }

  private void keep(BeforeImage image) {
    store.keep(image).join();
  }

  private List<String> files() throws IOException {
    if (!Files.exists(store.photos().folder())) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(store.photos().folder())) {
      return all.map(file -> String.valueOf(file.getFileName()))
          .filter(name -> !name.equals(UndoStore.MARK))
          .sorted()
          .toList();
    }
  }

  /** There are few ID numbers: whoever has a plain digest finds the number by trying all. */
  @Test
  void the_digest_of_an_id_number_lies_under_the_key_of_the_data_folder() {
    BeforeImage kept = image("R1", 7, Kind.UPDATED, FormerPhoto.UNTOUCHED);

    keep(kept);

    assertThat(text()).contains("cipher").doesNotContain("ab".repeat(32));
    assertThat(store.of("R1", 7, Kind.UPDATED)).get().isEqualTo(kept);
  }

  @Test
  void a_digest_that_a_version_before_left_as_it_was_is_sealed_when_the_ledger_is_opened() {
    assumeTrue(place == BookPlace.HSQLDB, "a shared database is upgraded by its command");
    BeforeImage kept = image("R1", 7, Kind.UPDATED, FormerPhoto.UNTOUCHED);
    keep(kept);
    String before =
        text()
            .replaceAll("\"idSealed\":\"[0-9a-f]{64}\"", "\"idSha\":\"" + "ab".repeat(32) + "\"")
            .replace("\"photoSealed\":\"\"", "\"photoSha\":\"\"");
    assertThat(before).contains("idSha", "photoSha");
    books.database().jdbc().update("UPDATE BEFORE_IMAGE SET BEFORE_TEXT = ?", before);
    books.database().jdbc().update("DELETE FROM FORM WHERE N >= 8");
    books.database().jdbc().update("INSERT INTO FORM VALUES (8)");

    books.close();
    books = Books.in(place, folder);
    store = books.ledger().before();

    assertThat(text()).contains("cipher").doesNotContain("ab".repeat(32), "Sha");
    assertThat(store.of("R1", 7, Kind.UPDATED)).get().isEqualTo(kept);
  }

  private String text() {
    return String.valueOf(
        books
            .database()
            .jdbc()
            .queryForObject("SELECT BEFORE_TEXT FROM BEFORE_IMAGE", String.class));
  }

  @Test
  void who_was_written_beside_a_time_is_told_from_who_was_written_in_it() {
    keep(image("R1", 7, Kind.UPDATED, FormerPhoto.UNTOUCHED));
    Instant between = noted(7).plusMillis(1);
    while (!books.database().now().isAfter(between)) { // the clock of images goes in milliseconds
      Thread.onSpinWait();
    }
    keep(image("R1", 8, Kind.UPDATED, FormerPhoto.UNTOUCHED));

    assertThat(store.writtenBeside("R1", Kind.UPDATED, null, null)).isEmpty();
    assertThat(store.writtenBeside("R1", Kind.UPDATED, between, null)).containsExactly(7L);
    assertThat(store.writtenBeside("R1", Kind.UPDATED, null, between)).containsExactly(8L);
    assertThat(store.writtenBeside("R1", Kind.DELETED, between, null)).isEmpty();
  }

  private Instant noted(long person) {
    return Objects.requireNonNull(
            books
                .database()
                .jdbc()
                .queryForObject(
                    "SELECT NOTED_AT FROM BEFORE_IMAGE WHERE PERSON = ?", Timestamp.class, person))
        .toInstant();
  }

  @Test
  void an_image_is_read_back_as_it_was_kept() {
    BeforeImage image = image("R1", 7, Kind.UPDATED, FormerPhoto.lost("404"));
    keep(image);
    BeforeImage silent =
        new BeforeImage(
            "R1",
            8,
            Kind.REVOKED,
            0,
            2,
            former(8, null),
            FormerPhoto.UNTOUCHED,
            LastWrite.ofGroups(List.of(4L)));
    keep(silent);
    BeforeImage made =
        new BeforeImage("R1", 9, Kind.CREATED, 4, 1, null, FormerPhoto.NONE, LastWrite.NOTHING);
    keep(made);

    assertThat(store.of("R1", 7, Kind.UPDATED)).contains(image);
    assertThat(store.of("R1", 8, Kind.REVOKED)).contains(silent);
    assertThat(store.of("R1", 9, Kind.CREATED)).contains(made);
    assertThat(store.of("R1", 7, Kind.DELETED)).isEmpty();
    assertThat(store.ofRow("R1", 3)).containsExactly(image);
    assertThat(store.page("R1", Kind.CREATED, 0, 10)).containsExactly(made);
    assertThat(store.page("R1", Kind.CREATED, 9, 10)).isEmpty();
    assertThat(store.counts("R1"))
        .isEqualTo(Map.of(Kind.UPDATED, 1L, Kind.REVOKED, 1L, Kind.CREATED, 1L));
  }

  @Test
  void an_answer_adds_the_photos_id_and_a_further_image_takes_its_place() {
    keep(image("R1", 7, Kind.UPDATED, FormerPhoto.NONE));
    LastWrite answered = new LastWrite(Map.of("name", "0022"), List.of(4L), true, "a9", "cipher");
    store.wrote("R1", 7, Kind.UPDATED, answered).join();
    assertThat(store.of("R1", 7, Kind.UPDATED)).map(BeforeImage::sent).contains(answered);

    keep(image("R1", 7, Kind.UPDATED, FormerPhoto.UNTOUCHED));
    assertThat(store.of("R1", 7, Kind.UPDATED)).map(i -> i.photo()).contains(FormerPhoto.UNTOUCHED);
    assertThat(store.of("R1", 7, Kind.UPDATED).orElseThrow().sent().avatarId()).isNull();

    store.drop("R1", 7, Kind.UPDATED).join();
    assertThat(store.of("R1", 7, Kind.UPDATED)).isEmpty();
  }

  @Test
  void nothing_that_is_written_to_a_log_tells_who_it_was() {
    BeforeImage image = image("R1", 7, Kind.UPDATED, FormerPhoto.NONE);

    assertThat(image.toString() + image.before()).doesNotContain("Zoë", "E7", "cipher");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void a_photo_lies_once_under_a_name_that_tells_nothing_and_only_its_owner_reads_it()
      throws IOException {
    String name = store.photos().put(FACE);

    assertThat(store.photos().put(FACE.clone())).isEqualTo(name);
    assertThat(files()).containsExactly(name);
    assertThat(name).doesNotContain(Sha256Digest.hexOf(FACE));
    assertThat(store.photos().read(name)).isEqualTo(FACE);
    assertThat(store.photos().bytes()).isBetween((long) FACE.length, FACE.length + 65L); // the mark
    Path file = store.photos().folder().resolve(name);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void a_photo_that_was_changed_is_not_given_back() throws IOException {
    String name = store.photos().put(FACE);
    Files.write(store.photos().folder().resolve(name), OTHER);

    assertThatThrownBy(() -> store.photos().read(name)).isInstanceOf(IOException.class);
  }

  @Test
  void a_photo_goes_with_the_last_image_that_needs_it() throws IOException {
    String shared = store.photos().put(FACE);
    String own = store.photos().put(OTHER);
    keep(image("R1", 7, Kind.UPDATED, FormerPhoto.kept(shared)));
    keep(image("R1", 8, Kind.DELETED, FormerPhoto.kept(own)));
    keep(image("R2", 7, Kind.UPDATED, FormerPhoto.kept(shared)));

    books.ledger().runs().delete("R1");

    assertThat(files()).containsExactly(shared);
    assertThat(store.of("R2", 7, Kind.UPDATED)).isPresent();
    assertThat(store.runs().until("R1")).isEmpty();

    store.runs().forget("R2");
    assertThat(files()).isEmpty();
  }

  @Test
  void what_was_kept_for_long_enough_is_forgotten_and_what_nobody_needs_with_it()
      throws IOException {
    String old = store.photos().put(FACE);
    String young = store.photos().put(OTHER);
    keep(image("R1", 7, Kind.UPDATED, FormerPhoto.kept(old)));
    keep(image("R2", 7, Kind.UPDATED, FormerPhoto.kept(young)));
    Path unfinished = store.photos().folder().resolve(young + ".1.part");
    Files.write(unfinished, FACE);
    Files.setLastModifiedTime(unfinished, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
    store.runs().begin("R1", Duration.ofSeconds(-1));

    store.runs().forgetOld();

    assertThat(files()).containsExactly(young);
    assertThat(store.runs().until("R1")).isEmpty();
    assertThat(store.counts("R1")).isEmpty();
    assertThat(store.counts("R2")).hasSize(1);
  }

  /** Another machine may take out of the files what it has forgotten, which two cannot at once. */
  @Test
  void whoever_begins_waits_for_nobody_who_takes_something_out_of_the_files() throws SQLException {
    if (place == BookPlace.HSQLDB) {
      return; // nobody else is there
    }
    keep(image("R1", 7, Kind.UPDATED, FormerPhoto.NONE));
    store.runs().begin("R1", Duration.ofSeconds(-1));
    try (Connection other = books.database().source().getConnection();
        Statement vacuum = other.createStatement()) {
      other.setAutoCommit(false);
      vacuum.execute("SET LOCAL idle_in_transaction_session_timeout = '20s'");
      vacuum.execute("LOCK TABLE BEFORE_IMAGE, OUTCOME IN SHARE UPDATE EXCLUSIVE MODE");

      store.runs().forgetOld();

      other.commit(); // it was not ended for having been waited for
    }
    assertThat(store.runs().until("R1")).isEmpty();
  }

  @Test
  void whoever_is_erased_leaves_no_byte() throws IOException {
    String theirs = store.photos().put(FACE);
    String others = store.photos().put(OTHER);
    keep(image("R1", 7, Kind.DELETED, FormerPhoto.kept(theirs)));
    keep(image("R1", 8, Kind.DELETED, FormerPhoto.kept(others)));
    PersonTraces traces = new PersonTraces(books.database());
    PersonTraces.Somebody who = new PersonTraces.Somebody(Books.SERVER, Books.COMPANY, 7);
    assertThat(traces.withNumber(KeyField.JOB_NUMBER, "e7")).containsExactly(who);
    assertThat(traces.namesOf(who)).containsExactly("Zoë 李");

    new PersonEraser(books.database())
        .erase(List.of(), List.of(who), List.of("Zoë 李"), Set.of(), "erased");

    assertThat(files()).containsExactly(others);
    assertThat(store.of("R1", 7, Kind.DELETED)).isEmpty();
    assertThat(store.of("R1", 8, Kind.DELETED)).isPresent();
  }

  @Test
  void images_move_with_the_address_of_their_server() {
    keep(image("R1", 7, Kind.UPDATED, FormerPhoto.NONE));
    books.move(Books.SERVER, "elsewhere:80");

    assertThat(new PersonTraces(books.database()).withNumber(KeyField.JOB_NUMBER, "E7"))
        .containsExactly(new PersonTraces.Somebody("elsewhere:80", Books.COMPANY, 7));
  }

  @Test
  void decisions_are_kept_under_a_run_of_their_own() {
    assertThat(store.runs().under("R1")).isEqualTo("R1");
    store.runs().beginInstead("R1", "R9", Duration.ofDays(30));
    keep(image("R9", 7, Kind.UPDATED, FormerPhoto.NONE));

    assertThat(store.runs().under("R1")).isEqualTo("R9");
    assertThat(store.runs().keeps("R9")).isTrue();
    assertThat(store.runs().decidedAbout("R9")).contains("R1");
    assertThat(store.runs().decidedAbout("R1")).isEmpty();

    books.ledger().runs().delete("R1");
    assertThat(store.counts("R9")).as("they go with what they are about").isEmpty();
  }

  @Test
  void which_runs_have_written_somebody_after_one_is_known() {
    keep(image("R1", 7, Kind.UPDATED, FormerPhoto.NONE));
    assertThat(store.laterRuns("R1", 7)).isEmpty();
    keep(image("R2", 7, Kind.DELETED, FormerPhoto.NONE));
    keep(image("R2", 8, Kind.DELETED, FormerPhoto.NONE));

    assertThat(store.laterRuns("R1", 7)).containsExactly("R2");
  }

  @Test
  void a_run_that_goes_on_later_has_written_later() {
    keep(image("R1", 7, Kind.UPDATED, FormerPhoto.NONE));
    keep(image("R2", 7, Kind.UPDATED, FormerPhoto.NONE));
    keep(image("R1", 7, Kind.UPDATED, FormerPhoto.NONE));

    assertThat(store.laterRuns("R1", 7)).isEmpty();
    assertThat(store.laterRuns("R2", 7)).containsExactly("R1");
  }

  @Test
  void what_an_open_undo_needs_is_held_as_long_as_that_is_kept() {
    keep(image("R1", 7, Kind.UPDATED, FormerPhoto.NONE));
    store.runs().begin("R1", Duration.ofSeconds(-1));
    store.runs().begin("R2", Duration.ofDays(1));
    books
        .database()
        .jdbc()
        .update(
            "UPDATE RUN SET COMMAND = 'undo', ALL_WORKED = FALSE, ROSTER = 'R1' WHERE ID = 'R2'");

    store.runs().forgetOld();
    assertThat(store.counts("R1")).isNotEmpty();

    store.runs().begin("R2", Duration.ofSeconds(-1));
    store.runs().forgetOld();
    assertThat(store.counts("R1")).isEmpty();
  }

  @Test
  void decisions_are_kept_for_their_own_time() {
    keep(image("R1", 7, Kind.CREATED, FormerPhoto.NONE));
    store.runs().forget("R2");
    store.runs().beginInstead("R1", "R2", Duration.ofDays(1));
    keep(image("R2", 8, Kind.CREATED, FormerPhoto.NONE));
    store.runs().begin("R1", Duration.ofSeconds(-1));

    store.runs().forgetOld();

    assertThat(store.counts("R1")).isEmpty();
    assertThat(store.counts("R2")).hasSize(1);
    store.runs().forget("R1");
    assertThat(store.counts("R2")).as("with the run itself").isEmpty();
  }

  @Test
  void the_members_of_a_list_are_put_back_as_they_were() {
    Ledger ledger = books.ledger();
    ListName staff = ListName.of("Staff");
    ledger.listImports().begin("R1", staff, "ab", 1, false, Books.NOON);
    member(1, 7);
    ListMember before = ledger.listMembers().of("staff", 7).orElseThrow();
    ledger.listImports().begin("R2", staff, "cd", 1, false, Books.NOON);
    store.lists().keep("R2", "staff");
    member(2, 8);
    ledger.listMembers().missing("staff", 2, List.of(7L), Books.NOON);
    store.lists().keep("R2", "staff");

    assertThat(store.lists().listOf("R2")).contains("staff");
    assertThat(store.lists().members("R2")).isOne();
    store.lists().putBack("R2", "staff");

    assertThat(ledger.listMembers().of("staff", 7)).contains(before);
    assertThat(ledger.listMembers().of("staff", 8)).isEmpty();
    assertThat(store.lists().listOf("R1")).isEmpty();
  }

  /** R1 is an import of a list with one member, R2 a second that has named another. */
  private void twoImports() {
    Ledger ledger = books.ledger();
    ledger.listImports().begin("R1", ListName.of("Staff"), "ab", 1, false, Books.NOON);
    member(1, 7);
    ledger.listImports().begin("R2", ListName.of("Staff"), "cd", 1, false, Books.NOON);
    store.lists().keep("R2", "staff");
    member(2, 8);
  }

  private ListCatalog.Entry list() {
    return new ListCatalog(books.database()).all().get(0);
  }

  @Test
  void a_list_with_another_name_has_its_members_put_back_under_that() {
    twoImports();

    new ListCatalog(books.database()).rename(list(), ListName.of("Crew"));
    assertThat(store.lists().listOf("R2")).contains("crew");
    store.lists().putBack("R2", "crew");

    assertThat(books.ledger().listMembers().of("crew", 7)).isPresent();
    assertThat(books.ledger().listMembers().of("crew", 8)).isEmpty();
    assertThat(books.ledger().listMembers().of("staff", 7)).isEmpty();
    assertThat(count("SELECT COUNT(*) FROM LIST_MEMBER_BEFORE WHERE LIST = 'staff'")).isZero();
  }

  @Test
  void with_a_list_goes_who_was_on_it_before() {
    twoImports();

    new ListCatalog(books.database()).forget(list());

    assertThat(store.lists().members("R2")).isZero();
    assertThat(store.lists().listOf("R2")).isEmpty();
  }

  @Test
  void whoever_is_made_anew_is_on_the_list_as_it_was_before() {
    twoImports();

    books.ledger().undone().replace("R1", 7, 70, "R2", "");
    store.lists().putBack("R2", "staff");

    assertThat(books.ledger().listMembers().of("staff", 70)).isPresent();
    assertThat(books.ledger().listMembers().of("staff", 7)).isEmpty();
  }

  @Test
  void how_somebody_was_left_says_nothing_of_whom_is_made_anew() {
    RevokedPerson one =
        new RevokedPerson(
            7,
            "R1",
            books.ledger().listMembers().hashes("ana", Map.of()),
            List.of(1L),
            RevokedPerson.State.REVOKED,
            Instant.parse("2026-01-01T00:00:00Z"),
            "as it was");
    books.ledger().revoked().note(one, Duration.ofSeconds(2));

    books.ledger().undone().replace("R1", 7, 70, "R2", "");

    RevokedPerson anew = books.ledger().revoked().of(70).orElseThrow();
    assertThat(anew.left()).isEmpty();
    assertThat(anew.groups()).containsExactly(1L);
  }

  @Test
  void whoever_was_made_anew_is_found_by_the_id_they_have_now() {
    keep(image("R1", 7, Kind.DELETED, FormerPhoto.NONE));

    books.ledger().undone().replace("R1", 7, 70, "R2", "");

    assertThat(new PersonTraces(books.database()).withNumber(KeyField.JOB_NUMBER, "E7"))
        .containsExactly(new PersonTraces.Somebody(Books.SERVER, Books.COMPANY, 70));
  }

  @Test
  void what_a_process_that_died_has_left_of_a_forgotten_run_is_forgotten() throws IOException {
    keep(image("R9", 7, Kind.UPDATED, FormerPhoto.kept(store.photos().put(FACE))));

    store.runs().forgetOld();

    assertThat(store.counts("R9")).isEmpty();
    assertThat(files()).isEmpty();
  }

  @Test
  void what_an_undo_of_an_undo_does_again_is_of_one_kind() {
    UndoneStore undone = books.ledger().undone();
    undone.note("R1", 7, Kind.UPDATED, "R2", 7, "");
    undone.note("R1", 7, Kind.RETURNED, "R2", 7, "");

    undone.note("R2", 7, Kind.UPDATED, "R3", 7, "");
    assertThat(undone.by("R1", 7, Kind.UPDATED)).isEmpty();
    assertThat(undone.by("R1", 7, Kind.RETURNED)).contains("R2");

    undone.note("R2", 7, Kind.REVOKED, "R3", 7, "");
    assertThat(undone.by("R1", 7, Kind.RETURNED)).isEmpty();
  }

  @Test
  void a_later_run_stands_until_all_that_it_did_is_put_back() {
    keep(image("R2", 7, Kind.UPDATED, FormerPhoto.NONE));
    keep(image("R2", 7, Kind.RETURNED, FormerPhoto.NONE));
    UndoneStore undone = books.ledger().undone();

    undone.note("R2", 7, Kind.UPDATED, "R3", 7, "");
    assertThat(undone.standing(List.of("R2", "R3"), 7)).containsExactly("R2", "R3");

    undone.note("R2", 7, Kind.RETURNED, "R4", 7, "");
    assertThat(undone.standing(List.of("R2", "R3", "R4"), 7)).isEmpty();
  }

  private int count(String sql) {
    Integer count = books.database().jdbc().queryForObject(sql, Integer.class);
    return count == null ? 0 : count;
  }

  private void member(int number, long person) {
    try (ListMemberStore.Filler filler = books.ledger().listMembers().filler("staff", number)) {
      filler.add(
          person,
          books.ledger().listMembers().hashes("Name", Map.of(KeyField.JOB_NUMBER, "e" + person)));
    }
  }
}
