package dev.senselink.batch.photo.folder;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.senselink.batch.photo.ChildJvm;
import dev.senselink.batch.photo.Jpegs;
import dev.senselink.batch.photo.PhotoAssert;
import dev.senselink.batch.photo.PhotoFile;
import dev.senselink.batch.photo.PhotoFolderContract;
import dev.senselink.batch.photo.PhotoLimits;
import dev.senselink.batch.photo.PhotoRefusal;
import dev.senselink.batch.photo.PreparationResult;
import dev.senselink.batch.photo.ZipFiles;
import dev.senselink.batch.photo.engine.ThumbnailatorEngine;
import dev.senselink.batch.photo.folder.PhotoFolderException.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Photos in a zip. */
class ZipPhotoStoreTest extends PhotoFolderContract {

  private static final Charset GBK = Charset.forName("GBK");

  @Override
  public Path write(Path folder, List<String> paths) throws IOException {
    return ZipFiles.zip(folder, paths, UTF_8);
  }

  @Test
  void names_in_GBK_are_recognised() throws IOException {
    Path zip = ZipFiles.zip(folder, List.of("照片/王芳.jpg", "照片/1001.jpg"), GBK);

    try (PhotoFolder photos = PhotoFolder.open(zip, true)) {
      assertThat(paths(photos)).containsExactly("照片/1001.jpg", "照片/王芳.jpg");
      assertThat(content(photos.file("照片/王芳.jpg"))).isEqualTo("照片/王芳.jpg");
    }
  }

  @Test
  void names_in_UTF_8_are_recognised_also_without_the_flag() throws IOException {
    Path zip = ZipFiles.zip(folder, List.of("王芳.jpg", "Zoë.jpg"), UTF_8);
    ZipFiles.patch(zip, ZipFiles.CENTRAL, 8, (short) 0);

    try (PhotoFolder photos = PhotoFolder.open(zip, true)) {
      assertThat(paths(photos)).containsExactly("Zoë.jpg", "王芳.jpg");
    }
  }

  @Test
  void a_name_with_the_flag_is_UTF_8_beside_names_in_GBK() throws IOException {
    Path zip = ZipFiles.zip(folder, List.of("王芳.jpg", "Zo__.jpg"), GBK);
    String utf8 = new String("Zoë.jpg".getBytes(UTF_8), ISO_8859_1);
    byte[] bytes = Files.readString(zip, ISO_8859_1).replace("Zo__.jpg", utf8).getBytes(ISO_8859_1);
    int second = ZipFiles.lastIndexOf(bytes, ZipFiles.CENTRAL);
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putShort(second + 8, (short) (1 << 11));
    Files.write(zip, bytes);

    try (PhotoFolder photos = PhotoFolder.open(zip, true)) {
      assertThat(paths(photos)).containsExactly("Zoë.jpg", "王芳.jpg");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../evil.jpg",
        "sub/../../evil.jpg",
        "/evil.jpg",
        "C:/evil.jpg",
        "..\\evil.jpg",
        "\\\\host\\evil.jpg"
      })
  void no_entry_leaves_the_archive(String evil) throws IOException {
    try (PhotoFolder photos =
        PhotoFolder.open(ZipFiles.zip(folder, List.of("1001.jpg", evil), UTF_8), true)) {
      assertThat(paths(photos)).containsExactly("1001.jpg");
      assertThat(photos.sorted().astray()).as("named, as nobody looks at it").containsExactly(evil);
    }
  }

  @Test
  void backslashes_separate_folders() throws IOException {
    try (PhotoFolder photos =
        PhotoFolder.open(ZipFiles.zip(folder, List.of("sub\\1001.jpg"), UTF_8), true)) {
      assertThat(paths(photos)).containsExactly("sub/1001.jpg");
      assertThat(content(photos.file("sub/1001.jpg"))).isEqualTo("sub\\1001.jpg");
    }
  }

  @Test
  void the_same_path_twice_is_ambiguous() throws IOException {
    Path zip = ZipFiles.zip(folder, List.of("1001.jpg", "1002.jpg"), UTF_8);
    String text = new String(Files.readAllBytes(zip), ISO_8859_1);
    Files.writeString(zip, text.replace("1002.jpg", "1001.jpg"), ISO_8859_1);

    try (PhotoFolder photos = PhotoFolder.open(zip, true)) {
      assertThat(photos.find(new PhotoFolder.PhotoKeys("1001.jpg", "", "", "", "")))
          .isEqualTo(new PhotoMatch.Ambiguous(List.of("1001.jpg", "1001.jpg")));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 1 | 1 << 6, 1 << 13})
  void an_encrypted_zip_is_said_to_be_encrypted(int flags) throws IOException {
    Path zip = ZipFiles.zip(folder, List.of("1001.jpg"), UTF_8);
    ZipFiles.patch(zip, ZipFiles.CENTRAL, 8, (short) flags);

    assertUnreadable(zip, "encrypted");
  }

  @Test
  void so_is_one_with_AES() throws IOException {
    Path zip = ZipFiles.zip(folder, List.of("1001.jpg"), UTF_8);
    ZipFiles.patch(zip, ZipFiles.CENTRAL, 10, (short) 99);

    assertUnreadable(zip, "encrypted");
  }

  @Test
  void what_is_no_zip_is_said_to_be_none() throws IOException {
    Path text = Files.writeString(folder.resolve("photos.zip"), "Rar! or whatever it is");

    assertUnreadable(text, "neither a folder nor a complete zip");
  }

  @Test
  void a_zip_cut_off_is_refused() throws IOException {
    Path zip = ZipFiles.zip(folder, List.of("1001.jpg", "1002.jpg"), UTF_8);
    byte[] bytes = Files.readAllBytes(zip);
    Files.write(zip, Arrays.copyOf(bytes, bytes.length - 30));

    assertUnreadable(zip, "neither a folder nor a complete zip");
  }

  @Test
  void a_zip_whose_contents_are_damaged_is_refused() throws IOException {
    Path zip = ZipFiles.zip(folder, List.of("1001.jpg", "1002.jpg"), UTF_8);
    ZipFiles.patch(zip, ZipFiles.CENTRAL, 0, (short) 0);

    assertUnreadable(zip, "damaged");
  }

  @Test
  void a_program_put_before_the_zip_is_skipped() throws IOException {
    Path zip = ZipFiles.zip(folder, List.of("1001.jpg"), UTF_8);
    Files.write(zip, Jpegs.concat(new byte[5000], Files.readAllBytes(zip)));

    try (PhotoFolder photos = PhotoFolder.open(zip, true)) {
      assertThat(content(photos.file("1001.jpg"))).isEqualTo("1001.jpg");
    }
  }

  @Test
  void a_photo_damaged_in_the_zip_is_refused() throws IOException {
    Path zip = ZipFiles.zip(folder, List.of("1001.jpg"), UTF_8);
    ZipFiles.patch(zip, ZipFiles.CENTRAL, 16, (short) 12345); // its checksum

    assertPhotoRefused(zip, "checksum");
  }

  @Test
  void a_photo_packed_by_another_method_is_refused() throws IOException {
    Path zip = ZipFiles.zip(folder, List.of("1001.jpg"), UTF_8);
    ZipFiles.patch(zip, ZipFiles.CENTRAL, 10, (short) 14);

    assertPhotoRefused(zip, "create the zip again");
  }

  @Test
  void a_photo_whose_header_is_gone_is_refused() throws IOException {
    Path zip = ZipFiles.zip(folder, List.of("1001.jpg"), UTF_8);
    ZipFiles.patch(zip, ZipFiles.LOCAL, 0, (short) 0);

    assertPhotoRefused(zip, "damaged");
  }

  @Test
  void a_bomb_is_unpacked_no_further_than_50_MB() throws IOException {
    Path zip = folder.resolve("bomb.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      out.putNextEntry(new ZipEntry("1001.jpg"));
      for (int i = 0; i < 60; i++) {
        out.write(new byte[1 << 20]);
      }
    }
    ZipFiles.patch(zip, ZipFiles.CENTRAL, 24, (short) 100);
    ZipFiles.patch(zip, ZipFiles.CENTRAL, 26, (short) 0); // it claims 100 bytes

    try (PhotoFolder photos = PhotoFolder.open(zip, true)) {
      PhotoFile file = photos.file("1001.jpg");
      assertThat(file.size()).isEqualTo(100);
      PreparationResult prepared = new ThumbnailatorEngine().prepare(file, PhotoLimits.standard());

      PhotoAssert.assertRefused(prepared, PhotoRefusal.TOO_LARGE, "50 MB");
    }
  }

  /** So that a small file is a million large ones. */
  @Test
  void files_that_lie_one_over_another_are_refused() throws IOException {
    Path zip = ZipFiles.zip(folder, List.of("1001.jpg", "1002.jpg"), UTF_8);
    ZipFiles.patch(zip, ZipFiles.CENTRAL, 20, (short) (Files.size(zip) / 2)); // each packed size

    assertUnreadable(zip, "more room than it has");
  }

  @Test
  void more_files_than_the_old_format_can_count_are_found() throws IOException {
    Path zip = ZipFiles.many(folder, 70_000);

    try (PhotoFolder photos = PhotoFolder.open(zip, true)) {
      assertThat(photos.count()).isEqualTo(70_000);
      assertThat(content(photos.file("photos/69999.jpg"))).isEqualTo("x");
    }
  }

  @Test
  void a_hundred_thousand_photos_fit_into_a_small_heap() throws Exception {
    Path zip = ZipFiles.many(folder, 100_000);

    String held =
        ChildJvm.run(Held.class, List.of("-Xmx96m", "-XX:+UseSerialGC"), "C.UTF-8", zip.toString());

    assertThat(Long.parseLong(held.strip())).isLessThan(16L << 20);
  }

  /** Run in a process of its own: what the opened zip holds, in bytes. */
  static final class Held {
    public static void main(String[] arguments) {
      long before = used();
      try (PhotoFolder photos = PhotoFolder.open(Path.of(arguments[0]), true)) {
        long held = used() - before;
        if (photos.count() != 100_000) {
          throw new IllegalStateException("found " + photos.count());
        }
        System.out.println(held);
      }
    }

    private static long used() {
      System.gc();
      return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
  }

  private void assertUnreadable(Path zip, String word) {
    assertThatThrownBy(() -> PhotoFolder.open(zip, true))
        .isInstanceOfSatisfying(
            PhotoFolderException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNREADABLE))
        .hasMessageContaining(zip.toString())
        .hasMessageContaining(word);
  }

  private static void assertPhotoRefused(Path zip, String word) {
    try (PhotoFolder photos = PhotoFolder.open(zip, true)) {
      PhotoFile file = photos.file("1001.jpg");
      PreparationResult prepared = new ThumbnailatorEngine().prepare(file, PhotoLimits.standard());

      PhotoAssert.assertRefused(prepared, PhotoRefusal.UNREADABLE, word);
    }
  }
}
