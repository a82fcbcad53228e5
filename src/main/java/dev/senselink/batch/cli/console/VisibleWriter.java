package dev.senselink.batch.cli.console;

import dev.senselink.batch.language.VisibleText;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/**
 * The one door to the terminal: whatever a command prints passes {@link VisibleText} here. A
 * carriage return passes only as part of a line's end. Safe between threads, as every writer.
 */
public class VisibleWriter extends PrintWriter {
  private boolean returned;
  private boolean coloured;

  public VisibleWriter(OutputStream stream) {
    this(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
  }

  VisibleWriter(Writer writer) {
    super(writer, true);
  }

  /** What is written there, made visible; a writer that does so already as it is. */
  public static PrintWriter over(PrintWriter writer) {
    return writer instanceof VisibleWriter ? writer : new VisibleWriter(writer);
  }

  /** From now on it paints: a person looks at it, on a screen that can. */
  public VisibleWriter inColour(boolean can) {
    coloured = can;
    return this;
  }

  /** Prints in a colour, where the writer is a screen that has any. */
  public static void paint(PrintWriter to, TextColour colour, String text) {
    if (to instanceof VisibleWriter screen && screen.coloured) {
      screen.painted(colour, text);
    } else {
      to.print(text);
    }
  }

  private void painted(TextColour colour, String text) {
    synchronized (lock) {
      write("", 0, 0); // takes a line of progress away
      raw(colour.begin());
      write(text, 0, text.length());
      raw(TextColour.end());
    }
  }

  @Override
  public void write(int c) {
    write(String.valueOf((char) c), 0, 1);
  }

  @Override
  public void write(char[] text, int from, int length) {
    write(new String(text, from, length), 0, length);
  }

  @Override
  public void write(String text, int from, int length) {
    synchronized (lock) {
      String visible = visible(text, from, from + length);
      super.write(visible, 0, visible.length());
    }
  }

  /** Written as it is: for what the program itself draws. */
  final void raw(String text) {
    synchronized (lock) {
      super.write(text, 0, text.length());
    }
  }

  private String visible(String text, int from, int to) {
    StringBuilder visible = new StringBuilder(to - from + 1);
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (returned) {
        visible.append(c == '\n' ? "\r" : VisibleText.shown('\r'));
      }
      returned = c == '\r';
      if (VisibleText.isPlain(c)) {
        visible.append(c);
      } else if (!returned) {
        visible.append(VisibleText.shown(c));
      }
    }
    return visible.toString();
  }

  @Override
  public void println() {
    synchronized (lock) {
      showReturn();
      super.println();
    }
  }

  @Override
  public void flush() {
    synchronized (lock) {
      showReturn();
      super.flush();
    }
  }

  /** The one at hand was no part of a line's end. */
  private void showReturn() {
    if (returned) {
      returned = false;
      raw(VisibleText.shown('\r'));
    }
  }
}
