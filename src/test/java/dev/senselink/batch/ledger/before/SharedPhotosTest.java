package dev.senselink.batch.ledger.before;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.senselink.batch.ledger.BookPlace;
import dev.senselink.batch.ledger.Books;
import dev.senselink.batch.ledger.before.BeforeImage.Kind;
import dev.senselink.batch.ledger.store.LedgerException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No machine removes a photo that another one keeps in the same moment. */
class SharedPhotosTest {
  private static final byte[] FACE = "a face".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;
  private Books books;
  private BeforeStore store;

  @BeforeEach
  void open() {
    books = Books.in(BookPlace.POSTGRESQL, folder);
    store = books.ledger().before();
    books.ledger().runs().save(Books.run("R1"));
    store.runs().begin("R1", Duration.ofDays(30));
  }

  @AfterEach
  void close() {
    books.close();
  }

  private Path file(String name) {
    return store.photos().folder().resolve(name);
  }

  private static void old(Path file) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
  }

  @Test
  void what_nobody_names_may_be_about_to_be_named_unless_it_is_old() throws IOException {
    String name = store.photos().put(FACE);
    store.runs().sweep();
    assertThat(store.photos().isThere(name)).isTrue();

    old(file(name));
    store.photos().put(FACE); // somebody is about to name it
    store.runs().sweep();
    assertThat(store.photos().isThere(name)).isTrue();

    old(file(name));
    old(file("undo-store"));
    store.runs().sweep();
    assertThat(store.photos().isThere(name)).isFalse();
    store.photos().mustBeThere();
  }

  @Test
  void what_is_named_while_it_is_being_removed_stays() throws IOException {
    String name = store.photos().put(FACE);

    store.photos().remove(name, photo -> photo.equals(name));
    assertThat(store.photos().read(name)).isEqualTo(FACE);

    store.photos().remove(name, photo -> false);
    assertThat(store.photos().isThere(name)).isFalse();
  }

  @Test
  void what_a_machine_that_died_was_removing_comes_back_if_it_is_named() throws IOException {
    String name = store.photos().put(FACE);
    store.keep(image(name)).join();
    Path leaving = file(name + ".5-ab.gone");
    Files.move(file(name), leaving);
    old(leaving);

    store.runs().sweep();

    assertThat(store.photos().read(name)).isEqualTo(FACE);
    assertThat(leaving).doesNotExist();
  }

  @Test
  void a_folder_of_others_is_neither_swept_nor_made_the_store() throws IOException {
    Path others = Files.createDirectory(store.photos().folder());
    Path invoice = Files.writeString(others.resolve("invoice.pdf"), "an invoice");
    Path digest = Files.writeString(others.resolve("ab".repeat(32)), "named as ours are");
    Path album = Files.createDirectory(others.resolve("album"));
    Files.writeString(album.resolve("one.jpg"), "a face");
    for (Path one : List.of(invoice, digest, album)) {
      old(one);
    }

    store.runs().forgetOld();

    assertThat(others).isDirectoryContaining(invoice::equals);
    assertThat(others).isDirectoryContaining(digest::equals);
    assertThat(album.resolve("one.jpg")).exists();
    assertThatThrownBy(() -> store.photos().put(FACE))
        .isInstanceOfSatisfying(
            LedgerException.class, e -> assertThat(e.kind()).isEqualTo(LedgerException.Kind.UNFIT))
        .hasMessageContaining("holds other files");
    assertThat(others.resolve("undo-store")).doesNotExist();
  }

  @Test
  void the_photos_of_another_database_stay() throws IOException {
    String name = store.photos().put(FACE);
    old(file(name));
    Files.writeString(file("undo-store"), "of another\n");

    store.runs().sweep();

    assertThat(file(name)).exists();
  }

  @Test
  void what_others_put_beside_the_photos_stays() throws IOException {
    store.photos().mustBeThere();
    Path readme = Files.writeString(file("README.txt"), "who runs this");
    Path part = Files.writeString(file("undo-store.5ab.part"), "cut");
    old(readme);
    old(part);

    store.runs().sweep();

    assertThat(readme).exists();
    assertThat(part).doesNotExist();
  }

  private static BeforeImage image(String photo) {
    return new BeforeImage(
        "R1",
        7,
        Kind.UPDATED,
        3,
        1,
        null,
        FormerPhoto.kept(photo),
        new LastWrite(Map.of(), List.of(), true, null));
  }
}
