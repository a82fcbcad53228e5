package dev.senselink.batch.console;

import dev.senselink.batch.console.command.CommandRunner;
import dev.senselink.batch.console.command.ServerSetup;
import dev.senselink.batch.console.look.Look;
import dev.senselink.batch.fixture.Until;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Commands that wait at their beginning while a test says so; it sees what was begun. */
final class HeldCommands implements CommandRunner {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final CommandRunner real;
  private final List<List<String>> begun = new CopyOnWriteArrayList<>();
  private volatile boolean held;

  HeldCommands(CommandRunner real) {
    this.real = real;
  }

  void hold() {
    begun.clear();
    held = true;
  }

  void letGo() {
    held = false;
  }

  /** The words of those that were begun since they were held. */
  List<List<String>> begun() {
    return begun;
  }

  @Override
  public Ended run(List<String> words, Watcher watcher) {
    begun.add(words);
    Until.within(PATIENCE, () -> !held);
    return real.run(words, watcher);
  }

  @Override
  public Look look() {
    return real.look();
  }

  @Override
  public ServerSetup setup() {
    return real.setup();
  }
}
