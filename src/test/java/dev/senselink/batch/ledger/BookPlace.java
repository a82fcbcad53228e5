package dev.senselink.batch.ledger;

import dev.senselink.batch.fixture.Postgres;
import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import dev.senselink.batch.ledger.store.SharedDatabase;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The databases that a ledger can lie in. */
public enum BookPlace {
  HSQLDB {
    @Override
    public LedgerDatabase open(DataFolder data) {
      return Ledger.open(data);
    }

    @Override
    String words(Path folder) {
      return "";
    }
  },

  POSTGRESQL {
    private @Nullable SharedDatabase schema;
    private @Nullable Path last;

    @Override
    public LedgerDatabase open(DataFolder data) {
      return LedgerDatabase.open(data, keeping(of(data.path()), data.path()));
    }

    @Override
    String words(Path folder) {
      return of(folder.toAbsolutePath()).url();
    }

    /** One for all: with another folder it begins empty. */
    private SharedDatabase of(Path folder) {
      SharedDatabase at = schema;
      if (at == null) {
        at = Postgres.schema();
        schema = at;
      } else if (!folder.equals(last)) {
        Postgres.execute(at, EMPTY);
      }
      last = folder;
      return at;
    }
  };

  private static final String EMPTY =
      "DO $$ DECLARE t text; BEGIN FOR t IN SELECT tablename FROM pg_tables WHERE schemaname ="
          + " current_schema() AND tablename NOT IN ('tables_made', 'form')"
          + " AND tablename NOT LIKE 'batch%' LOOP"
          + " EXECUTE 'DELETE FROM ' || quote_ident(t); END LOOP; END $$";

  /** The same with a place for photos. */
  private static SharedDatabase keeping(SharedDatabase at, Path folder) {
    return new SharedDatabase(
        at.url(),
        at.user(),
        at.password(),
        at.authorities(),
        at.insecure(),
        at.wrapping(),
        folder.resolve("store"));
  }

  /** Opens the ledger of a locked data folder; what it had is there again. */
  public abstract LedgerDatabase open(DataFolder data);

  /** How another process is told where the ledger of a data folder lies. */
  abstract String words(Path folder);

  /** Opens what {@link #words} tells of, whatever this process has open. */
  static LedgerDatabase open(DataFolder data, String words) {
    return words.isEmpty()
        ? Ledger.open(data)
        : LedgerDatabase.open(
            data,
            keeping(
                new SharedDatabase(words, "postgres", "", null, false, Postgres.KEY, null),
                data.path()));
  }
}
