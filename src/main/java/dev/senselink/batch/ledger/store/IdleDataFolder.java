package dev.senselink.batch.ledger.store;

import dev.senselink.batch.machine.Machine;
import dev.senselink.batch.machine.Monitor;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Keeps a data folder's lock for a process that works now and then: its own {@link DataFolder#lock}
 * works under it, another process that wants it gets it at once unless work is done, and when that
 * one has ended it is taken again. Nothing else of the folder is touched meanwhile; a process that
 * dies so leaves no sign of work.
 */
public final class IdleDataFolder implements AutoCloseable {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

  private final Machine machine;
  private final Path folder;
  private final String name;
  private final Monitor monitor;
  private @Nullable DataFolderLock lock;
  private boolean closed;

  private IdleDataFolder(Machine machine, Path folder, String name) {
    this.machine = machine;
    this.folder = folder;
    this.name = name;
    this.monitor = machine.monitor();
  }

  /**
   * Keeps the lock of a folder that is there, from now on or as soon as nobody else has it.
   *
   * @param name what whoever waits for it is told
   */
  public static IdleDataFolder keep(Machine machine, Path folder, String name) {
    IdleDataFolder idle = new IdleDataFolder(machine, folder, name);
    idle.look();
    machine.start("data-folder-lock", idle::watch);
    return idle;
  }

  private void watch() {
    monitor.enter();
    try {
      while (!closed) {
        monitor.await(LOOK_AGAIN);
        if (!closed) {
          look();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      monitor.leave();
    }
  }

  /** Where it cannot be taken or given it is tried again: whoever works here says what is wrong. */
  private void look() {
    try {
      DataFolderLock kept = lock;
      if (kept == null) {
        lock = DataFolderLock.keep(folder, LockHolder.here(machine, name, true));
      } else if (kept.giveWay()) {
        lock = null;
      }
    } catch (IOException e) {
      LoggerFactory.getLogger(IdleDataFolder.class).debug("lock: {}", e.getClass().getName());
    }
  }

  /** Keeps it no more. */
  @Override
  public void close() {
    monitor.enter();
    try {
      closed = true;
      monitor.wakeAll();
      DataFolderLock kept = lock;
      lock = null;
      if (kept != null) {
        kept.stopKeeping();
      }
    } catch (IOException e) {
      LoggerFactory.getLogger(IdleDataFolder.class).debug("lock: {}", e.getClass().getName());
    } finally {
      monitor.leave();
    }
  }
}
