package dev.senselink.batch.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.senselink.batch.fixture.OtherMachine;
import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.photo.FaceBox;
import dev.senselink.batch.photo.FaceFindings;
import dev.senselink.batch.photo.FaceHint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What this machine saw in photos is known the next time, and to nobody else. */
class FaceVerdictFileTest {
  private static final Instant TODAY = Instant.parse("2026-11-27T09:00:00Z");
  private static final String SHA =
      "3bc182eb9f33925d9e58b5c8d59308a760f4adea8f282370e428c51212c26633";
  private static final FaceFindings SEEN =
      new FaceFindings(
          1,
          List.of(new FaceBox(0.25, 0.125, 0.5, 0.3)),
          List.of(
              new FaceHint(FaceHint.Kind.FACE_SMALL, 31, 1.28),
              new FaceHint(FaceHint.Kind.PICTURE_DARK, 40, 1.1)),
          3,
          true);

  @TempDir Path temporary;

  private Path data() {
    return temporary.resolve("data");
  }

  private FaceVerdictFile on(Instant day) {
    return on(day, 4_096);
  }

  private FaceVerdictFile on(Instant day, int groups) {
    return new FaceVerdictFile(
        this::data,
        new OtherMachine() {
          @Override
          public Clock wall() {
            return Clock.fixed(day, ZoneOffset.UTC);
          }
        },
        groups);
  }

  private static FaceFindings seen(int quarters) {
    return new FaceFindings(quarters, List.of(), List.of());
  }

  private byte[] bytes() throws IOException {
    return Files.readAllBytes(FaceVerdictFile.in(data()));
  }

  @Test
  void what_was_seen_yesterday_is_known_today() {
    assertThat(on(TODAY).find(SHA)).isNull();
    on(TODAY.minus(Duration.ofDays(1))).remember(SHA, SEEN);

    FaceFindings known = Objects.requireNonNull(on(TODAY).find(SHA));

    assertThat(known.quarters()).isEqualTo(1);
    assertThat(known.turned()).isEqualTo(3);
    assertThat(known.cut()).isTrue();
    assertThat(known.hints()).isEqualTo(SEEN.hints());
    assertThat(known.faces()).hasSize(1);
    assertThat(known.faces().get(0).height()).isCloseTo(0.3, within(1e-6));
    assertThat(on(TODAY).find(SHA + " other limits")).isNull();
  }

  @Test
  void what_is_seen_anew_takes_the_place_of_what_was_seen() {
    on(TODAY).remember(SHA, seen(1));
    on(TODAY).remember(SHA, seen(2));

    assertThat(Objects.requireNonNull(on(TODAY).find(SHA)).quarters()).isEqualTo(2);
    assertThat(FaceVerdictFile.count(data())).isEqualTo(1);
  }

  @Test
  void nothing_in_the_file_tells_whose_photo_it_was() throws IOException {
    on(TODAY).remember(SHA, SEEN);

    String file = new String(bytes(), StandardCharsets.ISO_8859_1);
    String digest =
        new String(HexFormat.of().parseHex(SHA.substring(0, 32)), StandardCharsets.ISO_8859_1);
    assertThat(file).doesNotContain(SHA.substring(0, 16)).doesNotContain(digest);
    Path key = data().resolve("key");
    Files.writeString(key, Files.readString(key).replaceFirst("^..", "00"));
    assertThat(on(TODAY).find(SHA)).as("under another key").isNull();
    if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      assertThat(Files.getPosixFilePermissions(FaceVerdictFile.in(data())))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }
  }

  @Test
  void a_full_group_forgets_its_oldest_and_grows_no_more() throws IOException {
    for (int i = 0; i < FaceVerdictFile.IN_GROUP; i++) {
      on(TODAY.minus(Duration.ofDays(100 - i)), 1).remember("photo " + i, seen(1));
    }
    on(TODAY, 1).remember("one more", seen(2));

    assertThat(on(TODAY, 1).find("photo 0")).isNull();
    assertThat(on(TODAY, 1).find("photo 1")).isNotNull();
    assertThat(on(TODAY, 1).find("one more")).isNotNull();
    assertThat(FaceVerdictFile.count(data())).isEqualTo(FaceVerdictFile.IN_GROUP);
    assertThat(bytes()).hasSize(FaceVerdictFile.IN_GROUP * FaceVerdictSlot.BYTES);
  }

  @Test
  void many_photos_stay_within_the_file() throws IOException {
    for (int i = 0; i < 500; i++) {
      on(TODAY).remember("photo " + i, seen(i % 4));
    }

    for (int i = 0; i < 500; i++) {
      FaceFindings known = on(TODAY).find("photo " + i);
      assertThat(Objects.requireNonNull(known).quarters()).isEqualTo(i % 4);
    }
    assertThat(bytes().length).isLessThanOrEqualTo(FaceVerdictFile.MOST_BYTES);
  }

  @Test
  void what_is_older_than_a_retention_goes() {
    on(TODAY.minus(Duration.ofDays(40))).remember("old", seen(1));
    on(TODAY.minus(Duration.ofDays(10))).remember("new", seen(1));

    FaceVerdictFile.forgetBefore(data(), TODAY.minus(Duration.ofDays(30)));

    assertThat(on(TODAY).find("old")).isNull();
    assertThat(on(TODAY).find("new")).isNotNull();
    FaceVerdictFile.forget(data());
    assertThat(FaceVerdictFile.count(data())).isZero();
    assertThat(FaceVerdictFile.in(data())).doesNotExist();
  }

  @Test
  void a_part_of_a_verdict_is_none() throws IOException {
    on(TODAY, 1).remember("photo", SEEN);
    byte[] whole = bytes();

    for (int at = 0; at < FaceVerdictSlot.BYTES; at++) {
      byte[] changed = whole.clone();
      changed[at] ^= 0x10;
      Files.write(FaceVerdictFile.in(data()), changed);
      assertThat(on(TODAY, 1).find("photo")).as("byte %d", at).isNull();
    }
    for (int length : new int[] {0, 1, 100, FaceVerdictSlot.BYTES - 1}) {
      Files.write(FaceVerdictFile.in(data()), java.util.Arrays.copyOf(whole, length));
      assertThat(on(TODAY, 1).find("photo")).as("%d bytes", length).isNull();
    }
    on(TODAY, 1).remember("photo", SEEN);
    assertThat(on(TODAY, 1).find("photo")).isNotNull();
  }

  @Test
  void more_faces_than_there_is_room_for_are_seen_anew() {
    FaceBox face = new FaceBox(0, 0, 0.1, 0.1);
    on(TODAY).remember("some", new FaceFindings(0, Collections.nCopies(9, face), SEEN.hints()));
    on(TODAY).remember("crowd", new FaceFindings(0, Collections.nCopies(60, face), List.of()));

    assertThat(Objects.requireNonNull(on(TODAY).find("some")).faces()).hasSize(9);
    assertThat(on(TODAY).find("crowd")).isNull();
  }

  @Test
  void where_nothing_can_be_kept_all_is_seen_anew() throws IOException {
    Files.writeString(data(), "a file where the folder should be");
    on(TODAY).remember(SHA, SEEN);
    assertThat(on(TODAY).find(SHA)).isNull();

    FaceVerdictFile nowhere = new FaceVerdictFile(() -> null, new OtherMachine() {});
    nowhere.remember(SHA, SEEN);
    assertThat(nowhere.find(SHA)).isNull();
  }

  @Test
  void a_file_that_is_a_folder_is_no_reason_to_fail() throws IOException {
    Files.createDirectories(FaceVerdictFile.in(data()));
    on(TODAY).remember(SHA, SEEN);

    assertThat(on(TODAY).find(SHA)).isNull();
  }

  /** A new key beside it would pass for the one that is gone. */
  @Test
  void no_key_is_made_beside_a_database() throws IOException {
    Files.createDirectories(data().resolve("db"));
    on(TODAY).remember(SHA, SEEN);

    assertThat(data().resolve("key")).doesNotExist();
    assertThat(FaceVerdictFile.in(data())).doesNotExist();
  }

  @Test
  void the_ledger_goes_on_with_the_key_that_was_made() throws IOException {
    on(TODAY).remember(SHA, SEEN);
    String key = Files.readString(data().resolve("key"));
    try (Books books = Books.in(data())) {
      books.ledger().verdicts().remember(SHA, new VerdictStore.Verdict(1, 0, 0, ""));
      assertThat(on(TODAY).find(SHA)).as("beside a process that holds the lock").isNotNull();
    }

    assertThat(Files.readString(data().resolve("key"))).isEqualTo(key);
    assertThat(DataFolder.isLocked(data())).isFalse();
    assertThat(on(TODAY).find(SHA)).isNotNull();
  }

  @Test
  void many_threads_never_see_what_is_of_another_photo() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      FaceVerdictFile file = on(TODAY, 2);
      List<Future<?>> all =
          IntStream.range(0, 800)
              .<Future<?>>mapToObj(
                  i ->
                      threads.submit(
                          () -> {
                            String what = "photo " + i % 40;
                            FaceFindings known = file.find(what);
                            if (known != null) {
                              assertThat(known.quarters()).isEqualTo(i % 40 % 4);
                            }
                            file.remember(what, seen(i % 40 % 4));
                          }))
              .toList();
      for (Future<?> one : all) {
        one.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** They stand in files of other versions of the program. */
  @Test
  void the_number_of_a_hint_is_never_another() {
    assertThat(FaceHint.Kind.values())
        .extracting(FaceHint.Kind::name, FaceHint.Kind::number)
        .containsExactlyInAnyOrder(
            tuple("FACE_SMALL", 1),
            tuple("FACE_CUT_OFF", 2),
            tuple("FACE_TURNED", 3),
            tuple("PICTURE_DARK", 4),
            tuple("PICTURE_FLAT", 5),
            tuple("FACE_BLURRED", 6));
    for (FaceHint.Kind kind : FaceHint.Kind.values()) {
      on(TODAY)
          .remember("photo", new FaceFindings(0, List.of(), List.of(new FaceHint(kind, 1, 2))));
      assertThat(Objects.requireNonNull(on(TODAY).find("photo")).hints().get(0).kind())
          .isEqualTo(kind);
    }
  }
}
