package dev.senselink.batch.cli.doctor;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.directory.Diagnosis;
import dev.senselink.batch.ledger.store.DatabaseLook;
import dev.senselink.batch.ledger.store.LedgerException;
import dev.senselink.batch.ledger.store.LedgerPlace;
import dev.senselink.batch.ledger.store.UndoStore;
import dev.senselink.batch.machine.Machine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is to be said of the database that a ledger lies in, or is to. */
final class DatabaseProbe {
  private DatabaseProbe() {}

  static List<Diagnosis> of(LedgerPlace place, Machine machine) {
    try {
      DatabaseLook look = DatabaseLook.at(place, machine);
      return List.of(
          Diagnosis.ok("database", words("machine.database", place.url(), look.version())),
          look.encrypted()
              ? Diagnosis.ok("database-tls", words("machine.database.tls"))
              : Diagnosis.warn(
                  "database-tls",
                  words("machine.database.plain"),
                  words("machine.database.plain.remedy")),
          look.durable() && look.utf8()
              ? Diagnosis.ok("database-settings", words("machine.database.settings"))
              : Diagnosis.bad(
                  "database-settings",
                  words("machine.database.unfit"),
                  words("machine.database.unfit.remedy")),
          clock(look),
          tables(look.tables()),
          key(look.key()),
          undoStore(look.undoStore()));
    } catch (LedgerException e) {
      return List.of(
          Diagnosis.bad(
              "database", String.valueOf(e.getMessage()), words("machine.database.remedy")));
    }
  }

  private static Diagnosis clock(DatabaseLook look) {
    String found = words("machine.database.clock", String.valueOf(look.ahead().toSeconds()));
    return look.isOnTime()
        ? Diagnosis.ok("database-clock", found)
        : Diagnosis.bad("database-clock", found, words("machine.database.clock.remedy"));
  }

  private static Diagnosis key(DatabaseLook.Key key) {
    return switch (key) {
      case FITS -> Diagnosis.ok("database-key", words("machine.database.key"));
      case NONE -> Diagnosis.ok("database-key", words("machine.database.key.none"));
      case OTHER ->
          Diagnosis.bad(
              "database-key",
              words("machine.database.key.other"),
              words("machine.database.key.remedy"));
    };
  }

  private static Diagnosis undoStore(UndoStore.@Nullable State state) {
    String check = "undo-store";
    if (state == null) {
      return Diagnosis.ok(check, words("machine.undoStore.unknown"));
    }
    return switch (state) {
      case THERE -> Diagnosis.ok(check, words("machine.undoStore"));
      case NEW -> Diagnosis.ok(check, words("machine.undoStore.new"));
      case UNNAMED ->
          Diagnosis.warn(
              check, words("machine.undoStore.none"), words("machine.undoStore.none.remedy"));
      case AWAY ->
          Diagnosis.bad(
              check, words("machine.undoStore.away"), words("machine.undoStore.away.remedy"));
      case FOREIGN ->
          Diagnosis.bad(
              check, words("machine.undoStore.foreign"), words("machine.undoStore.foreign.remedy"));
    };
  }

  private static Diagnosis tables(DatabaseLook.Tables tables) {
    return switch (tables) {
      case OURS -> Diagnosis.ok("database-tables", words("machine.database.ours"));
      case NONE -> Diagnosis.ok("database-tables", words("machine.database.empty"));
      case OTHER_VERSION ->
          Diagnosis.bad(
              "database-tables",
              words("machine.database.otherVersion"),
              words("machine.database.otherVersion.remedy"));
      case FOREIGN ->
          Diagnosis.bad(
              "database-tables",
              words("machine.database.foreign"),
              words("machine.database.foreign.remedy"));
    };
  }
}
