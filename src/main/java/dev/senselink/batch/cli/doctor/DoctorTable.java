package dev.senselink.batch.cli.doctor;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.DisplayWidth;
import dev.senselink.batch.cli.console.ProgramVersion;
import dev.senselink.batch.cli.console.TextColour;
import dev.senselink.batch.cli.console.VisibleWriter;
import dev.senselink.batch.directory.Diagnosis;
import dev.senselink.batch.directory.Diagnosis.Level;
import java.io.PrintWriter;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** The doctor's lines for a person, and for a program. */
final class DoctorTable {
  private static final int WIDTH = 100;
  private static final int LEVEL = 4;
  private static final int CHECK = 19;
  private static final String GAP = "  ";
  private static final String MARGIN = " ".repeat(LEVEL + CHECK) + GAP + GAP;

  private final List<Diagnosis> lines;

  DoctorTable(List<Diagnosis> lines) {
    this.lines = lines;
  }

  /** For a person, with what it comes to. */
  void print(PrintWriter out) {
    printLines(out);
    out.println();
    out.println(verdict());
  }

  /** The lines alone; the level of each has a colour where the screen has any. */
  void printLines(PrintWriter out) {
    for (Diagnosis line : lines) {
      String level = padded(words("doctor.level." + word(line)), LEVEL);
      String check = padded(words("doctor.check." + line.check()), CHECK);
      StringBuilder text = new StringBuilder();
      wrap(text, level + GAP + check + GAP, line.found());
      if (!line.remedy().isBlank()) {
        wrap(text, MARGIN, "-> " + line.remedy());
      }
      VisibleWriter.paint(out, colour(line.level()), level);
      out.print(text.substring(level.length()));
    }
  }

  private static TextColour colour(Level level) {
    return switch (level) {
      case OK -> TextColour.GREEN;
      case WARN -> TextColour.YELLOW;
      case BAD -> TextColour.RED;
    };
  }

  String json() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("ok", count(Level.BAD) == 0);
    document.put("version", ProgramVersion.text());
    document.put("bad", count(Level.BAD));
    document.put("warn", count(Level.WARN));
    List<Map<String, Object>> checks = new ArrayList<>();
    for (Diagnosis line : lines) {
      Map<String, Object> check = new LinkedHashMap<>();
      check.put("check", line.check());
      check.put("level", word(line));
      check.put("found", line.found());
      check.put("remedy", line.remedy());
      checks.add(check);
    }
    document.put("checks", checks);
    return new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(document);
  }

  private String verdict() {
    long bad = count(Level.BAD);
    long warn = count(Level.WARN);
    if (bad == 0) {
      return warn == 0 ? words("doctor.well") : words("doctor.well.look", warn);
    }
    return warn == 0 ? words("doctor.amiss", bad) : words("doctor.amiss.look", bad, warn);
  }

  private static String padded(String text, int columns) {
    return text + " ".repeat(Math.max(0, columns - DisplayWidth.of(text)));
  }

  private long count(Level level) {
    return lines.stream().filter(line -> line.level() == level).count();
  }

  private static String word(Diagnosis line) {
    return line.level().name().toLowerCase(Locale.ROOT);
  }

  /** Breaks where the language does, so that nothing runs under the first columns. */
  private static void wrap(StringBuilder text, String head, String found) {
    StringBuilder line = new StringBuilder(head);
    boolean empty = true;
    for (String piece : pieces(found)) {
      if (!empty && DisplayWidth.of(line + piece.stripTrailing()) > WIDTH) {
        text.append(line.toString().stripTrailing()).append(System.lineSeparator());
        line = new StringBuilder(MARGIN);
      }
      line.append(piece);
      empty = false;
    }
    text.append(line.toString().stripTrailing()).append(System.lineSeparator());
  }

  /** What is not to be broken: words with the blank behind them; a Chinese text has no blanks. */
  private static List<String> pieces(String text) {
    List<String> pieces = new ArrayList<>();
    for (String word : text.strip().split("(?<=\\s)(?!\\s)")) {
      if (DisplayWidth.of(word) == word.length()) {
        pieces.add(word);
      } else {
        breakUp(word, pieces);
      }
    }
    return pieces;
  }

  private static void breakUp(String word, List<String> pieces) {
    BreakIterator places = BreakIterator.getLineInstance(Locale.CHINESE);
    places.setText(word);
    int from = 0;
    for (int to = places.next(); to != BreakIterator.DONE; to = places.next()) {
      pieces.add(word.substring(from, to));
      from = to;
    }
  }
}
