package dev.senselink.batch.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** What is kept until it is known to be all. */
class JsonSpoolTest {
  @TempDir Path folder;

  private static List<String> names(JsonSpool spool) {
    List<String> names = new ArrayList<>();
    spool.forEachNode(node -> names.add(node.path("name").asString()));
    return names;
  }

  private static void add(JsonSpool spool, String name) {
    spool.add(JsonMapper.shared().createObjectNode().put("name", name));
  }

  @Test
  void where_there_is_no_room_it_is_told_as_such() {
    try (JsonSpool spool = new JsonSpool(0, folder.resolve("none"))) {
      assertThatThrownBy(() -> add(spool, "Ana"))
          .isInstanceOf(DirectoryException.class)
          .hasMessageContaining("free some space")
          .hasMessageNotContaining("Ana");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 60, 1_000_000})
  void objects_come_back_as_they_were_from_memory_and_from_the_file(int mostInMemory) {
    try (JsonSpool spool = new JsonSpool(mostInMemory, folder)) {
      add(spool, "half a list");
      spool.clear();
      List<String> names = List.of("Ana", "line\nbreak \u2028", "王小明😀", "");
      names.forEach(name -> add(spool, name));

      assertThat(names(spool)).isEqualTo(names);
      add(spool, "later");
      assertThat(names(spool)).hasSize(5).endsWith("later");
    }
  }
}
