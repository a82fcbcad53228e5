package dev.senselink.batch.fleet.run;

import dev.senselink.batch.fleet.report.SiteResults;
import dev.senselink.batch.fleet.rows.FleetRows;
import dev.senselink.batch.fleet.rows.KeyMarks;
import dev.senselink.batch.fleet.state.FleetJournal;
import java.io.IOException;
import java.nio.file.Path;

/** What a fleet is to do, before its run is known. */
interface FleetWork {
  /** What it is called. */
  String job();

  /**
   * Reads the rows that are to be worked, none where it works none. The fleet is locked.
   *
   * @param keys by which people are told from others
   * @throws dev.senselink.batch.table.TableFileException if a list cannot be read
   */
  FleetRows rows(KeyMarks keys) throws IOException;

  /** What tells it from any other work of the fleet, beside job and rows. */
  String definition();

  /** Whether it may be done on other machines, which have no file of this one. */
  boolean mayTravel();

  /** Whether a run of it that is not over is gone on with. */
  boolean goesOn();

  /**
   * What is done at the sites.
   *
   * @param reports the folder in which each site's report has one of its own
   */
  SiteTask task(FleetRows rows, SiteResults results, Path reports, FleetJournal.Content run)
      throws IOException;
}
