package dev.senselink.batch.ledger.store;

import dev.senselink.batch.disk.Sha256Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The ledger's tables, made where they are not there.
 *
 * <p>Which script made them stands in a table of its own, put there last. Why: the database logs
 * and flushes each statement of the script, also those that have nothing left to do, which was some
 * fifty flushes at every start.
 */
final class LedgerSchema {
  private static final List<String> STATEMENTS = statements(script());
  private static final String DIGEST = digest(script());

  private final JdbcTemplate jdbc;

  LedgerSchema(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** Makes what is missing; does nothing where this script has been carried out to its end. */
  void make() {
    if (made().equals(List.of(DIGEST))) {
      return;
    }
    jdbc.execute("CREATE TABLE IF NOT EXISTS TABLES_MADE (SCRIPT VARCHAR(64) PRIMARY KEY)");
    jdbc.update("DELETE FROM TABLES_MADE");
    STATEMENTS.forEach(jdbc::execute);
    jdbc.execute("CHECKPOINT"); // the log may lack what found no room, and nobody would be told
    jdbc.update("INSERT INTO TABLES_MADE VALUES (?)", DIGEST);
  }

  /** Of a table that is not there nothing is read: to have it made would be logged each time. */
  private List<String> made() {
    return HsqldbEngine.isThere(jdbc, "TABLES_MADE")
        ? jdbc.queryForList("SELECT SCRIPT FROM TABLES_MADE", String.class)
        : List.of();
  }

  /** What makes all tables, a statement each, as HSQLDB takes them. */
  static List<String> statements(String script) {
    return Arrays.stream(script.replaceAll("(?m)^ *--.*$", "").split(";", -1))
        .map(String::strip)
        .filter(statement -> !statement.isEmpty())
        .toList();
  }

  /** Of what the statements do: a comment more is no other version. */
  static String digest(String script) {
    return Sha256Digest.hex(String.join(";", statements(script)).replaceAll("\\s+", " "));
  }

  static String script() {
    try (InputStream in = LedgerSchema.class.getResourceAsStream("schema.sql")) {
      if (in == null) {
        throw new IllegalStateException("schema.sql is missing from the program");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
