package dev.senselink.batch.job.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.check.KeyRules;
import dev.senselink.batch.check.PersonKey;
import dev.senselink.batch.ledger.FixedRowStore;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.RowEnding;
import dev.senselink.batch.roster.RosterKind;
import dev.senselink.batch.roster.Row;
import dev.senselink.batch.roster.Rows;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowsFixedElsewhereTest {
  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
  private static final int MANY = 2_000;

  @TempDir Path folder;

  @Test
  void of_many_rows_fixed_before_none_is_held_but_the_one_looked_up() throws JMException {
    try (LedgerDatabase database = LedgerDatabase.temporary(folder);
        Ledger ledger = new Ledger(database, "server:443", 1)) {
      FixedRowStore store = ledger.fixedRows();
      for (int person = 1; person <= MANY; person++) {
        store.fixed(store.hash("somebody " + person), person, NOON);
      }
      Row row = Rows.ofUsers("name,jobNumber,birthday\nAna,E1,1990-13-31\n").get(0);
      store.fixed(who(store, row), 7, NOON);
      Outcome refused =
          Outcome.of(row.ref(), RowEnding.REJECTED_ROW, "BAD_DATE", "there is no such month");
      RowsFixedElsewhere fixed = RowsFixedElsewhere.noting(store, RosterKind.USERS);
      List<Long> asked = new ArrayList<>();

      Outcome settled = fixed.settled(row, refused, (person, of) -> asked.add(person));

      assertThat(settled.ending()).isEqualTo(RowEnding.SKIPPED_EXISTING);
      assertThat(settled.personId()).isEqualTo(7);
      assertThat(asked).containsExactly(7L);
      assertThat(alive(Row.class)).isPositive();
      assertThat(alive(FixedRowStore.FixedRow.class)).isLessThan(10);
      Reference.reachabilityFence(row);
      Reference.reachabilityFence(fixed);
    }
  }

  private static String who(FixedRowStore store, Row row) {
    PersonKey key = KeyRules.of(row, RosterKind.USERS);
    return store.hash(String.join("\n", key.field().name(), key.value(), KeyRules.name("Ana")));
  }

  /** How many of them nothing has let go of. */
  private static long alive(Class<?> type) throws JMException {
    String histogram =
        (String)
            ManagementFactory.getPlatformMBeanServer()
                .invoke(
                    new ObjectName("com.sun.management:type=DiagnosticCommand"),
                    "gcClassHistogram",
                    new Object[] {new String[0]},
                    new String[] {String[].class.getName()});
    return histogram
        .lines()
        .map(line -> line.strip().split("\\s+"))
        .filter(parts -> parts.length > 3 && parts[3].equals(type.getName()))
        .mapToLong(parts -> Long.parseLong(parts[1]))
        .sum();
  }
}
