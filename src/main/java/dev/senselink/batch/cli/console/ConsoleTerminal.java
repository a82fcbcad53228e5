package dev.senselink.batch.cli.console;

import dev.senselink.batch.disk.ProgramFinder;
import dev.senselink.batch.machine.Deadline;
import dev.senselink.batch.machine.Machine;
import java.io.BufferedReader;
import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import sun.misc.Signal;

/**
 * The terminal behind standard error, if there is one. Java does not tell: its console is one only
 * while standard input and output are terminals, and the result of a command may go into a file.
 */
public final class ConsoleTerminal {
  private static final int USUAL = 80;
  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
  private static final String ASK =
      "test -t 2 && { stty size <&2 2>/dev/null || echo 0 " + USUAL + "; }";

  private static final Path TERMINAL = Path.of("/dev/tty");

  /** Neither a terminal nor a width. */
  static final ConsoleTerminal NONE = new ConsoleTerminal(0, null);

  private final AtomicInteger columns;
  private final @Nullable BufferedReader typed;

  private ConsoleTerminal(int columns, @Nullable BufferedReader typed) {
    this.columns = new AtomicInteger(columns);
    this.typed = typed;
  }

  /** One of a fixed width, at which nobody sits. */
  static ConsoleTerminal of(int columns) {
    return new ConsoleTerminal(columns, null);
  }

  /** One of a fixed width, and what somebody types there. */
  static ConsoleTerminal of(int columns, Reader typed) {
    return new ConsoleTerminal(columns, new BufferedReader(typed));
  }

  /** The process's own; {@link #NONE} where a line cannot be written over. */
  public static ConsoleTerminal find(Map<String, String> environment) {
    if ("dumb".equals(environment.get("TERM"))) {
      return NONE;
    }
    if (System.getProperty("os.name", "").startsWith("Windows")) {
      return hasConsole() ? new ConsoleTerminal(USUAL, keyboard()) : NONE;
    }
    int width = ask();
    if (width == 0) {
      return NONE;
    }
    ConsoleTerminal terminal = new ConsoleTerminal(width, isTypedAt() ? keyboard() : null);
    terminal.follow();
    return terminal;
  }

  /**
   * What is typed on the process's terminal, wherever standard error goes and whatever the terminal
   * can do; {@link #NONE} where standard input is none. For secrets: a terminal shows what is typed
   * until {@link #readSecret} keeps it from that.
   */
  static ConsoleTerminal keyboardOnly() {
    boolean windows = System.getProperty("os.name", "").startsWith("Windows");
    return (windows ? hasConsole() : isTypedAt()) ? new ConsoleTerminal(0, keyboard()) : NONE;
  }

  /**
   * Shows a question on the terminal itself.
   *
   * @return whether there is one to be written to
   */
  static boolean shows(String question) {
    try (OutputStream screen = Files.newOutputStream(TERMINAL, StandardOpenOption.WRITE)) {
      screen.write(question.getBytes(Charset.defaultCharset()));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Whether standard output is a screen that shows colours, and nobody has said that it must not.
   */
  public static boolean hasColours(Map<String, String> environment) {
    return hasColours(environment, hasConsole());
  }

  static boolean hasColours(Map<String, String> environment, boolean console) {
    return console
        && environment.getOrDefault("NO_COLOR", "").isEmpty()
        && !"dumb".equals(environment.get("TERM"))
        && !System.getProperty("os.name", "").startsWith("Windows");
  }

  /** Characters in a line; 0 where there is no terminal. */
  int columns() {
    return columns.get();
  }

  /** Whether somebody can be asked: what comes down a pipe is no answer. */
  boolean answers() {
    return typed != null;
  }

  /** The line that is typed next; blank if there is none. */
  String readLine() {
    try {
      String line = typed == null ? null : typed.readLine();
      return line == null ? "" : line;
    } catch (IOException e) {
      return "";
    }
  }

  /** The same; blank if none is typed in time. */
  String readLine(Duration within) {
    Deadline over = Deadline.in(Machine.real(), within);
    try {
      while (typed != null && !typed.ready() && !over.isOver()) {
        Machine.real().pause(LOOK_AGAIN);
      }
      return over.isOver() ? "" : readLine();
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  /** Reads away what was typed before anybody was asked. */
  void forgetTyped() {
    try {
      int last = 0;
      while (typed != null && last >= 0 && typed.ready()) {
        last = typed.read();
      }
    } catch (IOException e) {
      // Then there is nothing to read afterwards either.
    }
  }

  /**
   * The next line, without showing it: what is typed is a secret.
   *
   * @param ask asks for it, once nothing is shown any more
   */
  String readSecret(Runnable ask) {
    Console console = System.console();
    if (console != null && System.getProperty("os.name", "").startsWith("Windows")) {
      ask.run();
      char[] typedIn = console.readPassword();
      return typedIn == null ? "" : new String(typedIn);
    }
    Thread shownAgain = new Thread(() -> echo(true));
    Runtime.getRuntime().addShutdownHook(shownAgain); // Ctrl-C would leave a mute terminal
    echo(false);
    try {
      ask.run();
      return readLine();
    } finally {
      echo(true);
      Runtime.getRuntime().removeShutdownHook(shownAgain);
    }
  }

  private static void echo(boolean on) {
    try {
      shell(on ? "stty echo" : "stty -echo")
          .redirectInput(ProcessBuilder.Redirect.INHERIT)
          .start()
          .waitFor();
    } catch (IOException e) {
      // No shell, no stty: what is typed stays in sight, as the person sees.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static BufferedReader keyboard() {
    return new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
  }

  private static boolean isTypedAt() {
    try {
      Process process = shell("test -t 0").redirectInput(ProcessBuilder.Redirect.INHERIT).start();
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** A window is made wider and narrower while a run goes on. */
  private void follow() {
    try {
      Signal.handle(new Signal("WINCH"), signal -> columns.set(Math.max(1, ask())));
    } catch (IllegalArgumentException e) {
      // No such signal here: the first width stays.
    }
  }

  /**
   * The shell that stands in the path, not one that lies in the folder; it is asked elsewhere, so
   * that a dot in the path finds nothing there either, and gets none of the program's secrets.
   */
  private static ProcessBuilder shell(String script) throws IOException {
    Path sh =
        ProgramFinder.find("sh", System.getenv()).orElseThrow(() -> new NoSuchFileException("sh"));
    ProcessBuilder builder =
        new ProcessBuilder(sh.toString(), "-c", script).directory(new File("/"));
    builder.environment().keySet().removeIf(name -> name.startsWith("SENSELINK_"));
    return builder;
  }

  private static int ask() {
    try {
      Process process =
          shell(ASK)
              .redirectInput(ProcessBuilder.Redirect.PIPE)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      return process.waitFor(1, TimeUnit.SECONDS) ? width(said) : 0;
    } catch (IOException e) {
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  /**
   * The width of {@code stty size}: rows and columns.
   *
   * @param said blank where there is no terminal
   */
  static int width(String said) {
    String[] size = said.strip().split(" ");
    if (size.length != 2 || !size[1].matches("[0-9]{1,5}")) {
      return 0;
    }
    int columns = Integer.parseInt(size[1]);
    return columns == 0 ? USUAL : columns; // some terminals do not say
  }

  private static boolean hasConsole() {
    Console console = System.console();
    return console != null && isTerminal(console);
  }

  /** From Java 22 on there is always a console, which then says itself what it is. */
  private static boolean isTerminal(Console console) {
    try {
      Object said = Console.class.getMethod("isTerminal").invoke(console);
      return !Boolean.FALSE.equals(said);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }
}
