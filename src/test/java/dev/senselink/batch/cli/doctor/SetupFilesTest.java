package dev.senselink.batch.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/** Two files that belong together: both are new, or both as they were. */
class SetupFilesTest {
  private static final int SPINS = 5_000_000;

  @TempDir Path folder;

  private final Map<String, String> settings =
      new LinkedHashMap<>(Map.of("server", "https://new", "app-key", "key"));

  private Path file(String name) {
    return folder.resolve(name);
  }

  /** A folder of the settings' name is noticed only when they are to take it. */
  @Test
  void an_old_address_keeps_its_secret() throws IOException {
    Files.createDirectory(file("senselink.yml"));
    Files.writeString(file("senselink.secret"), "old\n");

    assertThatThrownBy(() -> new SetupFiles(folder, false).write(settings, "new"))
        .isInstanceOf(IOException.class);

    assertThat(file("senselink.secret")).hasContent("old\n");
    assertThat(Files.list(folder)).as("no half file").hasSize(2);
  }

  @Test
  void where_there_was_no_secret_there_is_none() throws IOException {
    Files.createDirectory(file("senselink.yml"));

    assertThatThrownBy(() -> new SetupFiles(folder, false).write(settings, "new"))
        .isInstanceOf(IOException.class);

    assertThat(Files.list(folder)).containsExactly(file("senselink.yml"));
  }

  @Test
  void of_another_server_nothing_is_said_to_be_the_same() throws IOException {
    Files.writeString(
        file("senselink.yml"), "server: https://b\nsame-server-as: https://a\ntries: 3\n");

    new SetupFiles(folder, false).write(settings, "new");

    assertThat(Files.readString(file("senselink.yml")))
        .contains("server: 'https://new'", "tries: 3")
        .doesNotContain("same-server-as");
  }

  @Test
  void a_signal_while_they_are_written_waits_until_both_are() throws Exception {
    CompletableFuture<Boolean> whole = new CompletableFuture<>();
    Signal terminate = new Signal("TERM");
    SignalHandler before =
        Signal.handle(
            terminate,
            signal ->
                whole.complete(
                    Files.exists(file("senselink.yml")) && Files.exists(file("senselink.secret"))));
    try {
      Map<String, String> pressing =
          new LinkedHashMap<>(settings) {
            private static final long serialVersionUID = 1L;

            @Override
            public void forEach(BiConsumer<? super String, ? super String> line) {
              super.forEach(line);
              Signal.raise(terminate); // somebody has had enough just now
              for (int n = 0; n < SPINS && !whole.isDone(); n++) {
                Thread.onSpinWait(); // a signal has a thread of its own
              }
            }
          };

      new SetupFiles(folder, false).write(pressing, "secret");

      assertThat(whole.get(60, TimeUnit.SECONDS)).as("it came while one was missing").isTrue();
    } finally {
      Signal.handle(terminate, before);
    }
  }
}
