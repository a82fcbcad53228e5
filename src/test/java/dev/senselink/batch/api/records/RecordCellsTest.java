package dev.senselink.batch.api.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class RecordCellsTest {
  private static List<String> cells(String json) {
    AccessRecord record = AccessRecord.read(JsonMapper.shared().readTree(json));
    assertThat(record).isNotNull();
    return RecordCells.of(record);
  }

  @Test
  void every_column_has_its_field() {
    StringBuilder json = new StringBuilder("{\"groups\":[{\"id\":1,\"name\":\"x-groups\"}]");
    for (String column : RecordCells.columns()) {
      if (!column.equals("groups")) {
        boolean number =
            List.of(
                    "id",
                    "userId",
                    "receptionUserId",
                    "groupId",
                    "direction",
                    "signTime",
                    "type",
                    "entryMode")
                .contains(column);
        int place = RecordCells.columns().indexOf(column);
        json.append(",\"%s\":%s".formatted(column, number ? "" + place : "\"x-" + column + "\""));
      }
    }
    List<String> cells = cells(json.append('}').toString());

    assertThat(cells).hasSameSizeAs(RecordCells.columns());
    for (int at = 0; at < cells.size(); at++) {
      String column = RecordCells.columns().get(at);
      assertThat(cells.get(at)).as(column).isIn("x-" + column, String.valueOf(at));
    }
  }

  @Test
  void what_is_missing_and_what_is_null_are_blank() {
    assertThat(cells("{\"id\":7}").subList(1, 23)).containsOnly("");
    assertThat(cells("{\"id\":7,\"name\":null,\"groups\":null,\"type\":null}").subList(1, 23))
        .containsOnly("");
  }

  @Test
  void several_groups_share_a_cell_and_their_own_semicolons_are_told_apart() {
    assertThat(
            cells(
                "{\"id\":7,\"groups\":[{\"id\":1,\"name\":\"a;b\"},{\"id\":2,\"name\":\"c\\\\\"}]}"))
        .contains("a\\;b;c\\\\");
  }

  @Test
  void milliseconds_become_seconds() {
    assertThat(cells("{\"id\":7,\"signTime\":1557328420000}")).contains("1557328420");
  }
}
