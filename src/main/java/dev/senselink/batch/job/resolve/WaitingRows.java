package dev.senselink.batch.job.resolve;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.job.intake.RosterInput;
import dev.senselink.batch.job.report.ReportPictureSource;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.Run;
import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import dev.senselink.batch.machine.Machine;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.photo.PhotoEngine;
import dev.senselink.batch.photo.PhotoLimits;
import dev.senselink.batch.photo.folder.PhotoFolder;
import dev.senselink.batch.photo.folder.PhotoFolderException;
import dev.senselink.batch.roster.Roster;
import dev.senselink.batch.roster.RosterColumn;
import dev.senselink.batch.roster.Row;
import dev.senselink.batch.roster.cell.RosterSettingsException;
import dev.senselink.batch.table.TableFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The rows of a run that wait for a person's decision, and where their photos are. */
public final class WaitingRows {
  /** As many of a run as one has in mind at most; the rest comes when these are decided. */
  private static final int MOST = 1_000;

  private final Run run;
  private final RosterInput roster;
  private final Map<Integer, Outcome> outcomes;

  private WaitingRows(Run run, RosterInput roster, Map<Integer, Outcome> outcomes) {
    this.run = run;
    this.roster = roster;
    this.outcomes = outcomes;
  }

  /**
   * A row.
   *
   * @param hash as a conflicts file has it, without a mark
   * @param fields what it says, but for the ID number
   */
  public record Waiting(String hash, Outcome outcome, Map<RosterColumn, String> fields) {}

  /**
   * Those of some runs. The data folder is locked for as long as the ledger is read.
   *
   * @param holder what the next process is told about this one
   * @throws dev.senselink.batch.ledger.store.LedgerException if it is held by another process
   */
  public static List<WaitingRows> of(
      Machine machine, Path dataFolder, String holder, Collection<String> runs) {
    List<WaitingRows> all = new ArrayList<>();
    try (DataFolder data = DataFolder.lockToLook(machine, dataFolder, holder);
        LedgerDatabase database = Ledger.open(data)) {
      for (String id : runs) {
        Ledger.runs(database).find(id).ifPresent(run -> all.add(of(data, database, run)));
      }
    }
    return all;
  }

  private static WaitingRows of(DataFolder data, LedgerDatabase database, Run run) {
    Map<Integer, Outcome> outcomes = new HashMap<>();
    Ledger.outcomes(database)
        .waiting(run.id(), MOST)
        .forEach(outcome -> outcomes.put(outcome.row(), outcome));
    return new WaitingRows(run, RosterInput.of(data, run), outcomes);
  }

  /** The run. */
  public String run() {
    return run.id();
  }

  /**
   * Reads what the rows say.
   *
   * @param each is told each of them, in the order of the list
   * @return why not all can be read, in words; {@code ""} if they can
   */
  public String read(Consumer<Waiting> each) {
    Map<Integer, Outcome> left = new HashMap<>(outcomes);
    try (Roster open = roster.open()) {
      for (Row row = left.isEmpty() ? null : open.next(); row != null; row = open.next()) {
        Outcome outcome = left.remove(row.ref().number());
        if (outcome != null) {
          each.accept(new Waiting(row.hash(), outcome, fields(row)));
        }
        if (left.isEmpty()) {
          break;
        }
      }
    } catch (TableFileException | RosterSettingsException gone) {
      return String.valueOf(gone.getMessage()); // resolve would say so, too
    }
    return left.isEmpty() ? "" : words("waiting.rowsGone", left.size());
  }

  private static Map<RosterColumn, String> fields(Row row) {
    Map<RosterColumn, String> fields = new EnumMap<>(RosterColumn.class);
    for (RosterColumn column : RosterColumn.values()) {
      if (column != RosterColumn.ID_NUMBER && !row.text(column).isEmpty()) {
        fields.put(column, row.text(column));
      }
    }
    return fields;
  }

  /** The photo of one of them, made anew; {@code null} if it cannot be had any more. */
  public byte @Nullable [] photo(Outcome outcome, PhotoEngine engine, PhotoLimits limits) {
    if (outcome.photo().isEmpty() || roster.ofBackup()) {
      return null;
    }
    try (PhotoFolder photos =
        DecidedRun.folder(run, null, List.of(outcome)).with(roster.pictures())) {
      return new ReportPictureSource(photos, engine, limits, null).ofPhoto(outcome.photo(), limits);
    } catch (PhotoFolderException gone) {
      return null;
    }
  }
}
