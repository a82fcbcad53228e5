package dev.senselink.batch.cli.console;

import dev.senselink.batch.language.VisibleText;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Standard error with a last line that is written over again and again. Whatever else is printed
 * takes that line's place, so nobody has to know of it. No control codes but its own carriage
 * returns: every terminal knows those. Safe between threads.
 */
public final class StatusLineWriter extends VisibleWriter {
  private static final Set<String> YES = Set.of("y", "yes", "是");

  private final Supplier<ConsoleTerminal> finder;
  private @Nullable ConsoleTerminal terminal;
  private @Nullable ConsoleTerminal keyboard;
  private int shown;
  private boolean over;

  /**
   * @param finder finds the terminal, asked only when it matters
   */
  public StatusLineWriter(OutputStream stream, Supplier<ConsoleTerminal> finder) {
    super(stream);
    this.finder = finder;
  }

  ConsoleTerminal terminal() {
    synchronized (lock) {
      if (terminal == null) {
        terminal = finder.get();
      }
      return terminal;
    }
  }

  /** Whether somebody sits there who can be asked. */
  public boolean answers() {
    return terminal().answers();
  }

  /** Asks, waits for a line, and says whether it is a yes in one of our languages. */
  public boolean agrees(String question) {
    print(question);
    flush();
    return YES.contains(terminal().readLine().strip().toLowerCase(Locale.ROOT));
  }

  /** The same; silence for so long is a no, and what was typed before the question is no answer. */
  boolean agrees(String question, Duration patience) {
    terminal().forgetTyped();
    print(question);
    flush();
    return YES.contains(terminal().readLine(patience).strip().toLowerCase(Locale.ROOT));
  }

  /** Asks, and gives back the line that is typed; blank if there is none. */
  public String ask(String question) {
    print(question);
    flush();
    return terminal().readLine().strip();
  }

  /**
   * Whether somebody can be asked for a secret without showing it: also where standard error goes
   * elsewhere or the terminal is a dumb one, which shows what is typed all the same.
   */
  public boolean answersSecrets() {
    return keyboard().answers();
  }

  private ConsoleTerminal keyboard() {
    synchronized (lock) {
      if (keyboard == null) {
        keyboard = answers() ? terminal() : ConsoleTerminal.keyboardOnly();
      }
      return keyboard;
    }
  }

  /** The same for a secret: it is not shown. */
  public String askSecret(String question) {
    String typed = keyboard().readSecret(() -> showOnTerminal(question)).strip();
    showOnTerminal(System.lineSeparator());
    return typed;
  }

  private void showOnTerminal(String text) {
    if (answers() || !ConsoleTerminal.shows(text)) {
      print(text);
      flush();
    }
  }

  /** Shows a line in the place of the last one; what is wider than the terminal is cut off. */
  void status(String line) {
    synchronized (lock) {
      if (over) {
        return;
      }
      // Never the last column: there many terminals begin a new line.
      int most = Math.max(0, terminal().columns() - 1);
      String fits = DisplayWidth.cut(VisibleText.line(line), most);
      int columns = DisplayWidth.of(fits);
      String rest = " ".repeat(Math.max(0, Math.min(shown, most) - columns));
      shown = 0;
      raw("\r" + fits + rest + (rest.isEmpty() ? "" : "\r" + fits));
      shown = columns;
      flush();
    }
  }

  /** Another run begins, and with it a line of its own. */
  public void startLine() {
    synchronized (lock) {
      over = false;
    }
  }

  /** Takes the line away: what comes now is the result. */
  void clearLine() {
    synchronized (lock) {
      erase();
      over = true;
    }
  }

  @Override
  public void write(String text, int from, int length) {
    synchronized (lock) {
      erase();
      super.write(text, from, length);
    }
  }

  private void erase() {
    if (shown > 0) {
      String blank = "\r" + " ".repeat(shown) + "\r";
      shown = 0;
      raw(blank);
      flush();
    }
  }

  /** Standard output of the same command: as soon as it says something, the line is over. */
  public VisibleWriter before(OutputStream stream) {
    return new VisibleWriter(stream) {
      @Override
      public void write(String text, int from, int length) {
        clearLine();
        super.write(text, from, length);
      }
    };
  }
}
