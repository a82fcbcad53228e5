package dev.senselink.batch.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.simulation.PlayedLife.Stage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The invariants of backups and restores find the lies that they are there for. */
@Tag("slow")
class BackupInvariantsTest {
  private static final long MADE = 3;
  private static final long RESIDENT = 2;

  private final PlayedHistory played = played();

  private static PlayedHistory played() {
    SimResident resident = SimResident.staff(2, Map.of("name", "Resident", "jobNumber", "R2"));
    return HistoryPlayer.play(
        SimHistory.quiet(
                1,
                SimTask.staff(),
                List.of(EngineScenarios.row(1, "remark", "hello")),
                List.of(EngineScenarios.host(), resident))
            .and(
                OtherAct.of(WorldMoment.at(1), OtherAct.Kind.PASSAGE, 1),
                OtherAct.of(WorldMoment.at(1), OtherAct.Kind.PASSAGE, 2))
            .and(
                ErrandBetween.atEnd(ErrandBetween.Kind.EXPORT),
                ErrandBetween.atEnd(ErrandBetween.Kind.PEOPLE_GONE),
                ErrandBetween.atEnd(ErrandBetween.Kind.RESTORE)));
  }

  @BeforeEach
  void nothing_is_broken_before() {
    assertThat(Invariants.broken(played)).isEmpty();
    assertThat(played.exports).hasSize(2);
    assertThat(played.exports.get(0).records()).containsExactlyInAnyOrder(1L, 2L);
  }

  private void isFound(String number) {
    assertThat(Invariants.broken(played)).anyMatch(one -> one.startsWith(number + ": "));
  }

  private void lie(Function<PlayedExport, PlayedExport> lie) {
    played.exports.set(0, lie.apply(played.exports.get(0)));
  }

  private static PlayedExport with(
      PlayedExport export, int exit, Map<Long, BackedUpPerson> people, Set<Long> records) {
    return new PlayedExport(
        export.life(), export.from(), export.to(), exit, false, people, records, 2);
  }

  private void person(Function<BackedUpPerson, @Nullable BackedUpPerson> lie) {
    lie(
        export -> {
          Map<Long, BackedUpPerson> people = new HashMap<>(export.people());
          BackedUpPerson other = lie.apply(Objects.requireNonNull(people.remove(MADE)));
          if (other != null) {
            people.put(MADE, other);
          }
          return with(export, 0, people, export.records());
        });
  }

  private PlayedLife restore() {
    return Objects.requireNonNull(played.lastOrNone(Stage.RESTORE));
  }

  private SeenExchange create(int life, int tag, String groups, byte @Nullable [] photo) {
    Map<String, String> fields = Map.of("name", "Resident", "jobNumber", "R2", "groups", groups);
    WorldRequest request = new WorldRequest("POST", "/api/v1/user", fields, photo);
    long seq = played.log.exchanges().size() + 1L;
    SeenExchange sent = new SeenExchange(seq, life, CallKind.CREATE_USER, tag, 9, request, 1, true);
    played.log.add(sent);
    return sent;
  }

  @Test
  void somebody_whom_a_backup_lacks_is_found() {
    person(person -> null);

    isFound("18");
  }

  @Test
  void a_field_that_the_server_never_held_is_found() {
    person(
        person -> {
          Map<String, String> cells = new TreeMap<>(person.cells());
          cells.put("remark", "good bye");
          return new BackedUpPerson(person.id(), person.type(), cells, person.photo());
        });

    isFound("18");
  }

  @Test
  void groups_that_nobody_had_are_found() {
    person(
        person -> {
          Map<String, String> cells = new TreeMap<>(person.cells());
          cells.put("groupIds", "");
          return new BackedUpPerson(person.id(), person.type(), cells, person.photo());
        });

    isFound("18");
  }

  @Test
  void a_photo_that_is_not_in_it_is_found() {
    person(person -> new BackedUpPerson(person.id(), person.type(), person.cells(), null));

    isFound("18");
  }

  @Test
  void a_photo_of_somebody_else_is_found() {
    byte[] other = FaceBytes.of(7, 7);
    person(person -> new BackedUpPerson(person.id(), person.type(), person.cells(), other));

    isFound("18");
  }

  @Test
  void a_record_that_it_lacks_is_found() {
    lie(export -> with(export, 0, export.people(), Set.of(1L)));

    isFound("18");
  }

  @Test
  void an_old_backup_that_an_export_without_an_end_has_touched_is_found() {
    PlayedExport good = played.exports.get(0);
    Map<Long, BackedUpPerson> fewer = new HashMap<>(good.people());
    fewer.remove(RESIDENT);
    played.exports.add(1, with(good, 4, fewer, good.records()));

    isFound("18");
  }

  @Test
  void a_backup_that_takes_the_place_of_a_much_larger_one_is_found() {
    PlayedExport good = played.exports.get(0);
    played.exports.add(1, with(good, 0, Map.of(), good.records()));

    isFound("18");
  }

  @Test
  void a_stranger_whom_a_restore_has_changed_is_found() {
    SeenExchange sent = create(restore().number(), RowTags.NOBODY, "1", null);
    PersonState host = Objects.requireNonNull(played.world.people.now(1));
    PersonState stranger = host.with(Map.of("name", "Stranger"), host.updateAt());
    played.world.people.change(3, 99, stranger, ChangeAuthor.OTHER, 0);
    played.world.people.change(
        4, 99, stranger.withGroups(Set.of()), ChangeAuthor.ours(0), sent.seq);

    isFound("13");
  }

  @Test
  void an_export_that_ends_in_no_backup_is_found() {
    PlayedLife life = Objects.requireNonNull(played.lastOrNone(Stage.EXPORT));
    replace(life, 4, life.rows());

    isFound("18");
  }

  private void replace(PlayedLife life, int exit, List<ToldRow> rows) {
    played.lives.set(
        played.lives.indexOf(life),
        new PlayedLife(
            life.number(),
            life.stage(),
            life.other(),
            life.rowsRead(),
            life.beganAt(),
            life.endedAt(),
            exit,
            null,
            rows,
            life.summary(),
            life.words()));
  }

  @Test
  void a_restore_that_makes_somebody_twice_is_found() {
    int tag = RowTags.RESTORED + (int) RESIDENT;
    PersonState there =
        played.world.people.living().stream()
            .filter(one -> one.name().equals("Resident"))
            .findFirst()
            .orElseThrow();
    SeenExchange sent = create(restore().number(), tag, "1", null);
    played.world.people.change(Long.MAX_VALUE / 2, 99, there, ChangeAuthor.ours(tag), sent.seq);

    isFound("2");
  }

  @Test
  void a_create_of_somebody_whom_the_backup_has_not_is_found() {
    create(restore().number(), RowTags.NOBODY, "1", null);

    isFound("3");
  }

  @Test
  void a_stranger_told_as_restored_is_found() {
    List<ToldRow> rows = new ArrayList<>(restore().rows());
    rows.set(0, new ToldRow(1, "Host", "CREATED", "", "", 1, 1));
    replace(restore(), 0, rows);

    isFound("3");
  }

  @Test
  void a_restore_that_does_not_end_is_found() {
    replace(restore(), 4, List.of());

    isFound("10");
  }

  @Test
  void a_change_that_a_restore_sends_once_more_is_found() {
    SeenExchange sent = create(restore().number(), RowTags.RESTORED + (int) RESIDENT, "1", null);
    played.world.people.change(2, RESIDENT, null, ChangeAuthor.ours(sent.tag), sent.seq);

    isFound("11");
  }

  @Test
  void a_restored_photo_of_somebody_else_is_found() {
    create(restore().number(), RowTags.RESTORED + (int) RESIDENT, "1", FaceBytes.of(9, 9));

    isFound("12");
  }

  @Test
  void a_restored_group_that_nobody_had_is_found() {
    create(restore().number(), RowTags.RESTORED + (int) RESIDENT, "1,2", null);

    isFound("13");
  }
}
