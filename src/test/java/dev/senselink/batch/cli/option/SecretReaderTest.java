package dev.senselink.batch.cli.option;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.disk.PrivateFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A secret that names its server is used for no other. */
class SecretReaderTest {
  @TempDir Path folder;

  private Path file(String content) throws IOException {
    Path file = folder.resolve("secret.txt");
    PrivateFiles.write(file, content);
    return file;
  }

  @Test
  void a_secret_that_names_its_server_is_read_for_that_server_alone() throws IOException {
    Path bound = file("s3cret\nserver: https://a.example\n");

    assertThatCode(() -> SecretReader.read(bound, Map.of(), "https://A.example/", true))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> SecretReader.read(bound, Map.of(), "https://b.example", false))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("for the server a.example")
        .hasMessageNotContaining("s3cret");
    assertThatThrownBy(() -> SecretReader.read(bound, Map.of(), null, false))
        .isInstanceOf(UsageException.class);
  }

  @Test
  void a_secret_that_names_none_is_read_for_any() throws IOException {
    Path plain = file("s3cret\n");

    assertThatCode(() -> SecretReader.read(plain, Map.of(), "https://b.example", false))
        .doesNotThrowAnyException();
  }
}
