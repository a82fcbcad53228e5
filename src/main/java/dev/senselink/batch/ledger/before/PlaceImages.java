package dev.senselink.batch.ledger.before;

import dev.senselink.batch.ledger.before.PlaceImage.Kind;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import dev.senselink.batch.ledger.store.Upsert;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Before-images of departments and devices. They are few, so each is on the disk when the method
 * that writes it returns.
 */
public final class PlaceImages {
  private static final String ONE = " WHERE RUN = ? AND KIND = ? AND PLACE = ?";

  private static final Upsert PLACE =
      Upsert.into(
          "BEFORE_PLACE",
          "RUN VARCHAR(40), KIND VARCHAR(12), PLACE BIGINT",
          "NAME VARCHAR(8000), LEADER_BEFORE BIGINT, LEADER_SENT BIGINT,"
              + " BEFORE_TEXT VARCHAR(1000000), SENT_TEXT VARCHAR(1000000),"
              + " UNDONE_BY VARCHAR(40)");

  private final JdbcTemplate jdbc;
  private final String put;

  public PlaceImages(LedgerDatabase database) {
    this.jdbc = database.jdbc();
    this.put = database.statement(PLACE);
  }

  /** What a run has kept of a place. */
  public Optional<PlaceImage> of(String run, Kind kind, long place) {
    return jdbc
        .query("SELECT * FROM BEFORE_PLACE" + ONE, (rs, n) -> read(rs), run, kind.name(), place)
        .stream()
        .findFirst();
  }

  /** All that a run has kept and no undo has put back. */
  public List<PlaceImage> due(String run) {
    return jdbc.query(
        "SELECT * FROM BEFORE_PLACE WHERE RUN = ? AND UNDONE_BY = '' ORDER BY KIND, PLACE",
        (rs, n) -> read(rs),
        run);
  }

  /** Keeps one before a write, joined with what the run has kept of its earlier writes. */
  public void keep(PlaceImage image) {
    Optional<PlaceImage> earlier = of(image.run(), image.kind(), image.place());
    write(earlier.map(image::after).orElse(image));
  }

  /** The write was refused: what the earlier ones did stays. */
  public void drop(PlaceImage image, Optional<PlaceImage> earlier) {
    earlier.ifPresentOrElse(
        this::write,
        () ->
            jdbc.update(
                "DELETE FROM BEFORE_PLACE" + ONE, image.run(), image.kind().name(), image.place()));
  }

  private void write(PlaceImage image) {
    jdbc.update(
        put,
        image.run(),
        image.kind().name(),
        image.place(),
        image.name(),
        leader(image.before()),
        leader(image.sent()),
        text(image.before()),
        text(image.sent()),
        "");
  }

  /** It is as before a run again, by an undo; what that run had put back itself is done again. */
  public void undone(PlaceImage image, String by) {
    jdbc.update(
        "UPDATE BEFORE_PLACE SET UNDONE_BY = ?" + ONE,
        by,
        image.run(),
        image.kind().name(),
        image.place());
    jdbc.update(
        "UPDATE BEFORE_PLACE SET UNDONE_BY = '' WHERE UNDONE_BY = ? AND KIND = ? AND PLACE = ?",
        image.run(),
        image.kind().name(),
        image.place());
  }

  /** Ids stand in columns of their own: people are forgotten, and made anew. */
  private static @Nullable Long leader(Map<String, String> fields) {
    String leader = fields.getOrDefault(PlaceImage.LEADER, "");
    return leader.isEmpty() ? null : Long.valueOf(leader);
  }

  private static String text(Map<String, String> fields) {
    ObjectNode node = JsonMapper.shared().createObjectNode();
    fields.forEach(
        (field, value) -> {
          if (!field.equals(PlaceImage.LEADER)) {
            node.put(field, value);
          }
        });
    return JsonMapper.shared().writeValueAsString(node);
  }

  private static PlaceImage read(ResultSet rs) throws SQLException {
    Kind kind = Kind.valueOf(rs.getString("KIND"));
    return new PlaceImage(
        rs.getString("RUN"),
        kind,
        rs.getLong("PLACE"),
        rs.getString("NAME"),
        fields(kind, rs.getString("BEFORE_TEXT"), rs.getString("LEADER_BEFORE")),
        fields(kind, rs.getString("SENT_TEXT"), rs.getString("LEADER_SENT")));
  }

  private static Map<String, String> fields(Kind kind, String text, @Nullable String leader) {
    Map<String, String> fields = new LinkedHashMap<>();
    JsonMapper.shared()
        .readTree(text)
        .properties()
        .forEach(one -> fields.put(one.getKey(), one.getValue().asString()));
    if (kind == Kind.LEADER) {
      fields.put(PlaceImage.LEADER, leader == null ? "" : leader);
    }
    return new HashMap<>(fields);
  }
}
