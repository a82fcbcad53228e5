package dev.senselink.batch.cli.roster;

import dev.senselink.batch.cli.option.RosterArguments;
import dev.senselink.batch.job.ImportSettings;
import dev.senselink.batch.job.UndoSettings;

/** An import of whomever, as it was typed. */
interface RosterImport {
  /** What it is to do, under another command's name and in another way. */
  ImportSettings settings(String command, ImportSettings.Mode mode);

  RosterArguments arguments();

  /** What is kept so that it can be undone. */
  UndoSettings undo();
}
