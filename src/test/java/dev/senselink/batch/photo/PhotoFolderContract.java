package dev.senselink.batch.photo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.senselink.batch.photo.folder.PhotoFolder;
import dev.senselink.batch.photo.folder.PhotoFolder.PhotoKeys;
import dev.senselink.batch.photo.folder.PhotoMatch;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What must hold for photos in a folder and in a zip alike. */
public abstract class PhotoFolderContract {

  private static final String NFC = "Zo\u00EB.jpg";
  private static final String NFD = Normalizer.normalize(NFC, Normalizer.Form.NFD);

  @TempDir public Path folder;

  /** Lays down files, each with its own path as content. */
  public abstract Path write(Path folder, List<String> paths) throws IOException;

  final PhotoFolder photos(String... paths) throws IOException {
    return PhotoFolder.open(write(folder, List.of(paths)), true);
  }

  private static PhotoKeys cell(String cell) {
    return new PhotoKeys(cell, "", "", "", "");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # cell           | files                           | found
          1001.jpg         | 1001.jpg, 1002.jpg              | 1001.jpg
          1001.jpg         | 1001.JPG                        | 1001.JPG
          ' 1001.JPG '     | 1001.jpg                        | 1001.jpg
          1001             | 1001.jpg                        | 1001.jpg
          1001.jpg         | 1001.png                        | 1001.png
          1001.jpg         | 1001.jpg, 1001.png              | 1001.jpg
          1001             | 1001, 1001.jpg                  | 1001
          2003.jpg         | 2003.jpg.jpg                    | 2003.jpg.jpg
          1001.jpg         | sub/1001.jpg                    | sub/1001.jpg
          sub/1001.jpg     | 1001.jpg, sub/1001.jpg          | sub/1001.jpg
          sub\\1001.jpg    | 1001.jpg, sub/1001.jpg          | sub/1001.jpg
          sub/1001         | 1001.jpg, sub/1001.jpg          | sub/1001.jpg
          ./1001.jpg       | 1001.jpg, sub/1001.jpg          | 1001.jpg
          a/../1001.jpg    | 1001.jpg, sub/1001.jpg          | 1001.jpg
          Dr.Montgomery    | Dr.Montgomery.jpg               | Dr.Montgomery.jpg
          王芳.jpg         | 王芳.jpg                        | 王芳.jpg
          1001             | 1001.jpg, 1001.xmp              | 1001.jpg
          STRASSE.jpg      | straße.jpg                      | straße.jpg
          """)
  void a_cell_finds(String cell, String files, String found) throws IOException {
    try (PhotoFolder photos = photos(files.split(", "))) {
      assertThat(found(photos.find(cell(cell)))).isEqualTo(found);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # cell           | files
          1001.jpg         | 10010.jpg
          sub/1001.jpg     | 1001.jpg
          other/1001.jpg   | sub/1001.jpg
          .jpg             | 1001.jpg
          an.jpg           | c0.jpg
          ''               | 1001.jpg
          """)
  void a_cell_does_not_find(String cell, String files) throws IOException {
    try (PhotoFolder photos = photos(files.split(", "))) {
      assertThat(photos.find(cell(cell))).isEqualTo(new PhotoMatch.NotFound(cell));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # cell           | files
          1001.jpg         | a/1001.jpg, b/1001.jpg
          1001             | 1001.jpg, 1001.png
          1001.gif         | 1001.jpg, sub/1001.png
          """)
  void two_candidates_are_ambiguous(String cell, String files) throws IOException {
    try (PhotoFolder photos = photos(files.split(", "))) {
      assertThat(photos.find(cell(cell)))
          .isEqualTo(new PhotoMatch.Ambiguous(List.of(files.split(", "))));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../1001.jpg",
        "..\\1001.jpg",
        "sub/../../1001.jpg",
        "/1001.jpg",
        "\\1001.jpg",
        "C:\\photos\\1001.jpg",
        "c:1001.jpg",
        "\\\\server\\photos\\1001.jpg",
        "http://example.org/1001.jpg",
        "FILE:///1001.jpg",
        "data:image/jpeg;base64,AAAA",
        ".."
      })
  void a_cell_that_leaves_the_folder_is_outside(String cell) throws IOException {
    try (PhotoFolder photos = photos("1001.jpg", "sub/1002.jpg")) {
      assertThat(photos.find(cell(cell))).isEqualTo(new PhotoMatch.Outside(cell));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # cell | job  | mobile | id | name | files                           | found
          x      | 1001 | 138    | 42 | Ana  | 1001.jpg, x.png                 | x.png
          ''     | 1001 | 138    | 42 | Ana  | 1001.jpg, 138.jpg, Ana.jpg      | 1001.jpg
          ''     | 1001 | 138    | 42 | Ana  | 138.jpg, 42.jpg                 | 138.jpg
          ''     | 1001 | 138    | 42 | Ana  | 42.jpg, 1001_Ana.jpg            | 42.jpg
          ''     | 1001 | 138    | 42 | Ana  | 1001_Ana.jpg, Ana_1001.jpg      | 1001_Ana.jpg
          ''     | 1001 | 138    | 42 | Ana  | Ana_1001.JPG, Ana.jpg           | Ana_1001.JPG
          ''     | 1001 | 138    | 42 | 王二  | 1001-王二.jpg, 王二.jpg            | 1001-王二.jpg
          ''     | 1001 | 138    | 42 | Ana  | Ana - 1001.jpg, Ana-1001.jpg     | Ana-1001.jpg
          ''     | 1001 | 138    | 42 | Ana  | 1001 ana.jpg, Ana.jpg           | 1001 ana.jpg
          ''     | ''   | 138    | '' | Ana  | _Ana.jpg, Ana_.jpg, 138.jpg     | 138.jpg
          """)
  void a_row_finds(
      String cell, String job, String mobile, String id, String name, String files, String found)
      throws IOException {
    try (PhotoFolder photos = photos(files.split(", "))) {
      PhotoMatch match = photos.find(new PhotoKeys(cell, job, mobile, id, name));

      assertThat(found(match)).isEqualTo(found);
      assertThat(((PhotoMatch.Found) match).byNameOnly()).isFalse();
    }
  }

  @Test
  void a_match_by_the_mere_name_says_so() throws IOException {
    try (PhotoFolder photos = photos("Ana.jpg")) {
      PhotoMatch match = photos.find(new PhotoKeys("", "1001", "", "", "ana"));

      assertThat(found(match)).isEqualTo("Ana.jpg");
      assertThat(((PhotoMatch.Found) match).byNameOnly()).isTrue();
    }
  }

  @Test
  void a_row_whose_photo_cell_finds_nothing_is_not_matched_by_its_keys() throws IOException {
    try (PhotoFolder photos = photos("1001.jpg")) {
      assertThat(photos.find(new PhotoKeys("gone.jpg", "1001", "", "", "Ana")))
          .isEqualTo(new PhotoMatch.NotFound("gone.jpg"));
    }
  }

  @Test
  void two_candidates_at_one_step_are_not_settled_by_a_later_one() throws IOException {
    try (PhotoFolder photos = photos("1001.jpg", "1001.png", "138.jpg")) {
      assertThat(photos.find(new PhotoKeys("", "1001", "138", "", "Ana")))
          .isEqualTo(new PhotoMatch.Ambiguous(List.of("1001.jpg", "1001.png")));
    }
  }

  @Test
  void a_row_that_finds_nothing_tells_what_was_looked_for() throws IOException {
    try (PhotoFolder photos = photos("1002.jpg")) {
      assertThat(photos.find(new PhotoKeys("", "1001", "138", "", "Ana")))
          .isEqualTo(new PhotoMatch.NotFound("1001"));
      assertThat(photos.find(new PhotoKeys("", "", "", "", "")))
          .isEqualTo(new PhotoMatch.NotFound(""));
    }
  }

  @Test
  void a_name_is_the_same_however_its_accents_are_written() throws IOException {
    try (PhotoFolder photos = photos(NFD)) {
      assertThat(found(photos.find(cell(NFC)))).isEqualTo(NFC);
      assertThat(content(photos.file(NFC))).isEqualTo(NFD);
    }
  }

  @Test
  void system_files_are_not_photos() throws IOException {
    try (PhotoFolder photos =
        photos(
            "1001.jpg",
            ".hidden.jpg",
            "._1001.jpg",
            "Thumbs.db",
            "desktop.ini",
            ".DS_Store",
            "__MACOSX/1001.jpg",
            "@eaDir/1001.jpg",
            "sub/.thumbnails/1001.jpg")) {
      assertThat(paths(photos)).containsExactly("1001.jpg");
    }
  }

  @Test
  void all_files_are_listed_by_path_and_give_their_content() throws IOException {
    try (PhotoFolder photos = photos("b.jpg", "a/2.jpg", "a/1.jpg", "王芳.png", "notes.txt")) {
      List<String> sorted = List.of("a/1.jpg", "a/2.jpg", "b.jpg", "notes.txt", "王芳.png");

      assertThat(paths(photos)).isEqualTo(sorted);
      assertThat(photos.count()).isEqualTo(5);
      for (PhotoFile file : photos) {
        assertThat(content(file)).isEqualTo(file.path());
        assertThat(file.size()).isEqualTo(file.path().getBytes(UTF_8).length);
        assertThat(content(photos.file(file.path()))).isEqualTo(file.path());
        assertThat(file.sha256()).isEqualTo(SourceBytes.sha256(file.path().getBytes(UTF_8)));
      }
    }
  }

  @Test
  void without_subfolders_only_the_top_counts() throws IOException {
    Path place = write(folder, List.of("1001.jpg", "sub/1002.jpg"));
    try (PhotoFolder photos = PhotoFolder.open(place, false)) {
      assertThat(paths(photos)).containsExactly("1001.jpg");
      assertThat(photos.location()).isEqualTo(place.toAbsolutePath());
    }
  }

  @Test
  void a_path_that_is_not_there_is_a_mistake_of_the_caller() throws IOException {
    try (PhotoFolder photos = photos("1001.jpg")) {
      assertThatThrownBy(() -> photos.file("1002.jpg")).isInstanceOf(NoSuchElementException.class);
    }
  }

  static String found(PhotoMatch match) {
    assertThat(match).isInstanceOf(PhotoMatch.Found.class);
    return ((PhotoMatch.Found) match).file().path();
  }

  public static List<String> paths(PhotoFolder photos) {
    List<String> paths = new ArrayList<>();
    photos.all().forEachRemaining(file -> paths.add(file.path()));
    return paths;
  }

  public static String content(PhotoFile file) throws IOException {
    try (InputStream in = file.open()) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
