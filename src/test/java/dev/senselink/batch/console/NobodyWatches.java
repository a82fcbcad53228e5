package dev.senselink.batch.console;

import dev.senselink.batch.console.command.CommandRunner;

/** Nobody watches a command. */
enum NobodyWatches implements CommandRunner.Watcher {
  HERE;

  @Override
  public void begins(Runnable stop) {}

  @Override
  public void says(String line) {}

  @Override
  public void rows(long done, long total) {}
}
