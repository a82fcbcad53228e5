package dev.senselink.batch.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names beside a list are found, whatever part of them is looked at at once. */
class UnlistedPhotosTest {
  private static Stream<BackedUpPhoto> listed(PhotoKind kind, long... keys) {
    return LongStream.of(keys)
        .mapToObj(key -> new BackedUpPhoto(kind.id(key), kind.file(key), "a", 1, ""));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 1000})
  void they_are_found_part_by_part(int part) throws IOException {
    List<String> names =
        List.of("9.jpg", "2-large.jpg", "notes.txt", "2.jpg", "1.jpg", "07.jpg", "2.jpg", "3.jpg");
    List<String> found = new ArrayList<>();

    UnlistedPhotos.find(
        PhotoKind.RECORD,
        names.iterator(),
        () -> listed(PhotoKind.RECORD, 2, 4, 5, 8),
        found::add,
        part);

    assertThat(found).contains("9.jpg", "notes.txt", "07.jpg", "3.jpg");
    assertThat(found).doesNotContain("1.jpg", "2-large.jpg");
  }

  @ParameterizedTest
  @EnumSource(PhotoKind.class)
  void nothing_is_found_where_all_are_listed_or_nothing_is_there(PhotoKind kind)
      throws IOException {
    List<String> found = new ArrayList<>();
    long[] keys = LongStream.rangeClosed(1, 3000).toArray();
    List<String> names = LongStream.of(keys).mapToObj(kind::name).toList();

    UnlistedPhotos.find(kind, names.iterator(), () -> listed(kind, keys), found::add);
    UnlistedPhotos.find(
        kind,
        List.<String>of().iterator(),
        () -> {
          throw new IOException("not asked for");
        },
        found::add);

    assertThat(found).isEmpty();
  }
}
