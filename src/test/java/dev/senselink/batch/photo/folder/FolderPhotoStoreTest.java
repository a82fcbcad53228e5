package dev.senselink.batch.photo.folder;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.senselink.batch.photo.ChildJvm;
import dev.senselink.batch.photo.PhotoAssert;
import dev.senselink.batch.photo.PhotoFile;
import dev.senselink.batch.photo.PhotoFolderContract;
import dev.senselink.batch.photo.PhotoLimits;
import dev.senselink.batch.photo.PhotoRefusal;
import dev.senselink.batch.photo.PreparationResult;
import dev.senselink.batch.photo.engine.ThumbnailatorEngine;
import dev.senselink.batch.photo.folder.PhotoFolderException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Photos in a folder on disk. */
class FolderPhotoStoreTest extends PhotoFolderContract {

  @Override
  public Path write(Path folder, List<String> paths) throws IOException {
    Path photos = folder.resolve("photos");
    for (String path : paths) {
      Files.createDirectories(photos.resolve(path).getParent());
      Files.writeString(photos.resolve(path), path);
    }
    return photos;
  }

  @Test
  void a_folder_that_is_not_there_is_said_so() {
    Path missing = folder.resolve("missing");

    assertThatThrownBy(() -> PhotoFolder.open(missing, true))
        .isInstanceOfSatisfying(
            PhotoFolderException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NOT_THERE))
        .hasMessageContaining(missing.toString());
  }

  @Test
  void no_folder_has_no_photos() {
    try (PhotoFolder none = PhotoFolder.none()) {
      assertThat(none.count()).isZero();
      assertThat(none.find(new PhotoFolder.PhotoKeys("1001.jpg", "", "", "", "")))
          .isEqualTo(new PhotoMatch.NotFound("1001.jpg"));
      assertThat(none.all()).isExhausted();
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void links_are_followed_inside_the_folder_only() throws IOException {
    Path photos = write(folder, List.of("1001.jpg"));
    Path secret = Files.writeString(folder.resolve("secret.jpg"), "secret");
    Files.createDirectories(folder.resolve("outside"));
    Files.writeString(folder.resolve("outside/1004.jpg"), "secret");
    Files.createSymbolicLink(photos.resolve("1002.jpg"), Path.of("1001.jpg"));
    Files.createSymbolicLink(photos.resolve("1003.jpg"), secret);
    Files.createSymbolicLink(photos.resolve("sub"), folder.resolve("outside"));
    Files.createSymbolicLink(photos.resolve("loop"), photos);
    Files.createSymbolicLink(photos.resolve("dead.jpg"), Path.of("gone.jpg"));

    try (PhotoFolder open = PhotoFolder.open(photos, true)) {
      assertThat(paths(open)).containsExactly("1001.jpg", "1002.jpg");
      assertThat(open.sorted().astray())
          .as("named, as nobody looks at them")
          .containsExactly("1003.jpg", "dead.jpg", "loop", "sub");
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void hidden_files_are_counted_and_those_of_systems_are_not() throws IOException {
    Path photos = write(folder, List.of("1001.jpg", ".1002.jpg", ".cache/1.jpg", ".DS_Store"));

    try (PhotoFolder open = PhotoFolder.open(photos, true)) {
      assertThat(paths(open)).containsExactly("1001.jpg");
      assertThat(open.sorted().hidden()).isEqualTo(2);
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void a_link_put_there_later_is_not_followed_out() throws IOException {
    Path photos = write(folder, List.of("1001.jpg"));
    Path secret = Files.writeString(folder.resolve("secret.jpg"), "secret");
    try (PhotoFolder open = PhotoFolder.open(photos, true)) {
      Files.delete(photos.resolve("1001.jpg"));
      Files.createSymbolicLink(photos.resolve("1001.jpg"), secret);

      assertThatThrownBy(() -> content(open.file("1001.jpg")))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("outside the photo folder");
    }
  }

  @Test
  void a_photo_that_vanished_is_refused_and_not_an_exception() throws IOException {
    Path photos = write(folder, List.of("1001.jpg"));
    try (PhotoFolder open = PhotoFolder.open(photos, true)) {
      PhotoFile file = open.file("1001.jpg");
      Files.delete(photos.resolve("1001.jpg"));

      PreparationResult prepared = new ThumbnailatorEngine().prepare(file, PhotoLimits.standard());

      PhotoAssert.assertRefused(prepared, PhotoRefusal.UNREADABLE, "no longer exists");
      assertThat(((PhotoRefusal) prepared).reason()).doesNotContain(folder.toString());
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void names_are_read_whatever_the_locale() throws Exception {
    assumeTrue(
        US_ASCII.newEncoder().canEncode(Path.of("").toAbsolutePath() + " " + folder),
        "in the C locale Java cannot even start in a folder whose path is not ASCII");
    Path photos = write(folder, List.of("王芳.jpg", "sub/Zoë.jpg", "1001.jpg"));
    // As unpacked from an old archive: the bytes of 王芳 in GBK.
    Process made =
        new ProcessBuilder("sh", "-c", "printf gbk > \"$(printf '\\315\\365\\267\\274')_2.jpg\"")
            .directory(photos.toFile())
            .start();
    assumeTrue(made.waitFor() == 0, "no shell here");

    String listed = ChildJvm.run(DiskListing.class, List.of("-Xmx64m"), "C", photos.toString());

    assertThat(listed.lines())
        .containsExactly(
            "1001.jpg=1001.jpg", "sub/Zoë.jpg=sub/Zoë.jpg", "王芳.jpg=王芳.jpg", "王芳_2.jpg=gbk");
  }

  /** Run in a process of its own, as the locale cannot be changed later. */
  static final class DiskListing {
    public static void main(String[] arguments) throws IOException {
      try (PhotoFolder photos = PhotoFolder.open(Path.of(arguments[0]), true)) {
        for (PhotoFile file : photos) {
          System.out.write((file.path() + "=" + content(file) + "\n").getBytes(UTF_8));
        }
        System.out.flush();
      }
    }
  }
}
