package dev.senselink.batch.cli.doctor;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.directory.Diagnosis;
import dev.senselink.batch.ledger.sites.FleetBoard;
import dev.senselink.batch.ledger.store.DatabaseLook;
import dev.senselink.batch.ledger.store.LedgerException;
import dev.senselink.batch.ledger.store.LedgerPlace;
import dev.senselink.batch.ledger.store.UndoStore;
import dev.senselink.batch.machine.Machine;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is to be said of the database that a ledger lies in, or is to. */
final class DatabaseProbe {
  private DatabaseProbe() {}

  static List<Diagnosis> of(LedgerPlace place, Machine machine) {
    try {
      DatabaseLook look = DatabaseLook.at(place, machine);
      List<Diagnosis> lines = new ArrayList<>(of(place.url(), look));
      if (look.tables() == DatabaseLook.Tables.OURS) {
        lines.add(rosters(FleetBoard.orphans(place)));
      }
      return lines;
    } catch (LedgerException e) {
      return List.of(refused(e));
    }
  }

  static List<Diagnosis> of(String url, DatabaseLook look) {
    return List.of(
        Diagnosis.ok("database", words("machine.database", url, look.version())),
        protection(look),
        settings(look),
        clock(look),
        tables(look.tables()),
        key(look.key()),
        undoStore(look.undoStore()));
  }

  /** Lists of sites that a fleet has given out and nobody has ended: they name everybody. */
  static Diagnosis rosters(long orphans) {
    return orphans == 0
        ? Diagnosis.ok("database-rosters", words("machine.database.rosters.none"))
        : Diagnosis.warn(
            "database-rosters",
            words("machine.database.rosters", orphans),
            words("machine.database.rosters.remedy"));
  }

  /** Where it cannot even be told which one it is, or it refuses. */
  static Diagnosis refused(LedgerException why) {
    return Diagnosis.bad(
        "database", String.valueOf(why.getMessage()), words("machine.database.remedy"));
  }

  private static Diagnosis protection(DatabaseLook look) {
    if (!look.encrypted()) {
      return Diagnosis.warn(
          "database-tls", words("machine.database.plain"), words("machine.database.plain.remedy"));
    }
    return look.proven()
        ? Diagnosis.ok("database-tls", words("machine.database.tls"))
        : Diagnosis.warn(
            "database-tls",
            words("machine.database.unproven"),
            words("machine.database.unproven.remedy"));
  }

  private static Diagnosis settings(DatabaseLook look) {
    if (!look.recent()) {
      return Diagnosis.bad(
          "database-settings", words("machine.database.old"), words("machine.database.old.remedy"));
    }
    return look.durable() && look.utf8()
        ? Diagnosis.ok("database-settings", words("machine.database.settings"))
        : Diagnosis.bad(
            "database-settings",
            words("machine.database.unfit"),
            words("machine.database.unfit.remedy"));
  }

  private static Diagnosis clock(DatabaseLook look) {
    String found =
        words(
            look.ahead().isNegative() ? "machine.database.clock.behind" : "machine.database.clock",
            String.valueOf(look.ahead().abs().toSeconds()));
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
      case TAKEN ->
          Diagnosis.bad(
              check, words("machine.undoStore.taken"), words("machine.undoStore.foreign.remedy"));
      case FOREIGN ->
          Diagnosis.bad(
              check, words("machine.undoStore.foreign"), words("machine.undoStore.foreign.remedy"));
    };
  }

  private static Diagnosis tables(DatabaseLook.Tables tables) {
    return switch (tables) {
      case OURS -> Diagnosis.ok("database-tables", words("machine.database.ours"));
      case NONE -> Diagnosis.ok("database-tables", words("machine.database.empty"));
      case EARLIER ->
          Diagnosis.bad(
              "database-tables",
              words("machine.database.earlier"),
              words("machine.database.earlier.remedy"));
      case LATER ->
          Diagnosis.bad(
              "database-tables",
              words("machine.database.later"),
              words("machine.database.later.remedy"));
      case FOREIGN ->
          Diagnosis.bad(
              "database-tables",
              words("machine.database.foreign"),
              words("machine.database.foreign.remedy"));
    };
  }
}
