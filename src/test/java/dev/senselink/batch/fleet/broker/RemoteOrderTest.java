package dev.senselink.batch.fleet.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.OtherMachine;
import dev.senselink.batch.fleet.run.SiteOrder;
import dev.senselink.batch.job.OtherSites;
import dev.senselink.batch.machine.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a site's command is on another machine, which has other folders. */
class RemoteOrderTest {
  private static final Path EMPTY = Path.of("/bench/photos");

  @TempDir Path folder;
  private Path list;
  private final PhotoLook photos = new PhotoLook(Machine.real());

  @BeforeEach
  void lists() throws IOException {
    list = Files.createFile(Files.createDirectory(folder.resolve("lists")).resolve("A.csv"));
  }

  private RemoteOrder order(String... options) {
    List<String> words = new ArrayList<>(List.of("import", "users", list.toString()));
    words.addAll(List.of(options));
    SiteOrder order = new SiteOrder("A", words, OtherSites.NONE);
    return RemoteOrder.read(RemoteOrder.of(order, "a:1", Set.of("old:1"), photos).asText());
  }

  private static List<String> command(RemoteOrder order) {
    return order.command(Path.of("/bench/A.csv"), EMPTY, List.of());
  }

  @Test
  void where_there_are_no_photos_no_folder_of_the_manager_is_needed() {
    RemoteOrder order = order("--list=L");

    assertThat(command(order))
        .containsExactly("import", "users", "/bench/A.csv", "--list=L", "--photos=" + EMPTY);
    assertThat(order.seesPhotos(new PhotoLook(Machine.real()))).isTrue();
  }

  @Test
  void a_named_folder_without_photos_is_not_needed_either() throws IOException {
    Path none = Files.createDirectory(folder.resolve("none"));

    assertThat(command(order("--photos=" + none))).contains("--photos=" + EMPTY);
  }

  @Test
  void a_folder_that_is_not_there_is_named_all_the_same() {
    assertThat(command(order("--photos=/no/such"))).contains("--photos=/no/such");
  }

  @Test
  void photos_of_other_lists_in_folders_below_are_none_of_this_one() throws IOException {
    Path below = Files.createDirectory(list.resolveSibling("other"));
    Files.createFile(below.resolve("1.jpg"));

    assertThat(command(order())).contains("--photos=" + EMPTY);
  }

  @Test
  void photos_beside_the_list_are_named() throws IOException {
    Path beside = Files.createDirectory(list.resolveSibling("photos"));
    Files.createFile(beside.resolve("1.jpg"));
    RemoteOrder order = order();

    assertThat(command(order)).contains("--photos=" + beside);
    Files.delete(beside.resolve("1.jpg"));
    assertThat(order.seesPhotos(new PhotoLook(Machine.real())))
        .as("a machine that sees none")
        .isFalse();
  }

  @Test
  void a_site_is_known_by_all_addresses_under_which_it_was_worked() {
    assertThat(order().addresses()).containsExactlyInAnyOrder("a:1", "old:1");
  }

  @Test
  void a_folder_of_many_sites_is_listed_once_a_minute() throws IOException {
    AtomicLong nanos = new AtomicLong();
    PhotoLook look =
        new PhotoLook(
            new OtherMachine() {
              @Override
              public long nanos() {
                return nanos.get();
              }
            });
    assertThat(look.at(folder.toString(), true).count()).isZero();
    Files.createFile(folder.resolve("1.jpg"));

    nanos.set(Duration.ofSeconds(59).toNanos());
    assertThat(look.at(folder.toString(), true).count()).isZero();
    nanos.set(Duration.ofSeconds(61).toNanos());
    assertThat(look.at(folder.toString(), true).count()).isEqualTo(1);
  }
}
