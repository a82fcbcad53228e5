package dev.senselink.batch.cli.console;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.job.StopSwitch;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Ctrl-C and SIGTERM: the first stops the job in order, a second Ctrl-C ends the program at once.
 *
 * <p>A shutdown hook cannot do this: it leaves neither the exit code nor a second signal to us.
 */
public final class StopSignals {
  private static final int KILLED_BY_INTERRUPT = 130;

  private StopSignals() {}

  /** The reason of a stop by Ctrl-C. */
  public static String interrupted() {
    return words("stopped.interrupt");
  }

  /** The reason of a stop by SIGTERM. */
  public static String terminated() {
    return words("stopped.signal");
  }

  /** The reason of a stop by whoever watches the command ({@link CommandWatch}). */
  public static String inConsole() {
    return words("stopped.console");
  }

  /** Whether somebody wanted the stop, and nothing went wrong. */
  public static boolean wasAsked(String reason) {
    return List.of(interrupted(), terminated(), inConsole()).contains(reason);
  }

  /** What is written must not be left half: until this is closed, signals wait. */
  public static final class Pause implements AutoCloseable {
    private final Map<Signal, SignalHandler> before = new LinkedHashMap<>();
    private @Nullable Signal came;
    private boolean over;

    private Pause() {
      for (String name : List.of("INT", "TERM", "HUP")) {
        try {
          Signal signal = new Signal(name);
          before.put(signal, Signal.handle(signal, this::hold));
        } catch (IllegalArgumentException e) {
          // This system does not know it, or Java was started to leave it alone.
        }
      }
    }

    /** A handler has a thread of its own, which may be late. */
    private synchronized void hold(Signal signal) {
      if (over) {
        Signal.raise(signal);
      } else {
        came = signal;
      }
    }

    @Override
    public synchronized void close() {
      before.forEach(Signal::handle);
      over = true;
      if (came != null) {
        Signal.raise(came);
      }
    }
  }

  public static Pause pause() {
    return new Pause();
  }

  /** Has signals stop a job in order, or whoever watches it instead of them. */
  public static void stopInOrder(StopSwitch stop, PrintWriter err) {
    CommandWatch watch = CommandWatch.here();
    if (watch != null) {
      watch.begins(stop);
      return;
    }
    AtomicBoolean first = new AtomicBoolean(true);
    Signal.handle(
        new Signal("INT"),
        signal -> {
          if (!first.getAndSet(false)) {
            Runtime.getRuntime().halt(KILLED_BY_INTERRUPT);
          }
          err.println(words("stopping.interrupt"));
          stop.stop(interrupted());
        });
    Signal.handle(
        new Signal("TERM"),
        signal -> {
          err.println(words("stopping"));
          stop.stop(terminated());
        });
  }
}
