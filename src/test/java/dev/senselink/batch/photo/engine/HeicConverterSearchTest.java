package dev.senselink.batch.photo.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is offered is a command that the converter takes. */
class HeicConverterSearchTest {
  @TempDir Path folder;

  @Test
  void the_first_of_the_known_programs_is_offered() throws IOException {
    Map<String, String> path = Map.of("PATH", folder.toString());

    assertThat(HeicConverterSearch.find(path)).isEmpty();
    program("magick");
    assertThat(HeicConverterSearch.find(path)).contains("magick {in} {out}");
    program("heif-convert");
    assertThat(HeicConverterSearch.find(path)).contains("heif-convert {in} {out}");
    assertThat(HeicConverter.of("heif-convert {in} {out}")).isNotNull();
  }

  private void program(String name) throws IOException {
    Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }
}
