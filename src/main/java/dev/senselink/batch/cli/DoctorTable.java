package dev.senselink.batch.cli;

import dev.senselink.batch.directory.Diagnosis;
import dev.senselink.batch.directory.Diagnosis.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** The doctor's lines for a person, and for a program. */
final class DoctorTable {
  private static final int WIDTH = 100;
  private static final String MARGIN = " ".repeat("warn  default-group-staff  ".length());

  private final List<Diagnosis> lines;

  DoctorTable(List<Diagnosis> lines) {
    this.lines = lines;
  }

  String text() {
    StringBuilder text = new StringBuilder();
    for (Diagnosis line : lines) {
      String head = String.format(Locale.ROOT, "%-4s  %-19s  ", word(line), line.check());
      wrap(text, head, line.found());
      if (!line.remedy().isBlank()) {
        wrap(text, MARGIN, "-> " + line.remedy());
      }
    }
    return text.append(System.lineSeparator()).append(verdict()).toString();
  }

  String json() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("ok", count(Level.BAD) == 0);
    document.put("version", Version.text());
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
    String look = warn == 0 ? "" : ", " + warn + " worth a look (warn)";
    return bad == 0
        ? "All is well for an import" + look + "."
        : bad + (bad == 1 ? " thing has" : " things have") + " to be mended (bad)" + look + ".";
  }

  private long count(Level level) {
    return lines.stream().filter(line -> line.level() == level).count();
  }

  private static String word(Diagnosis line) {
    return line.level().name().toLowerCase(Locale.ROOT);
  }

  /** Breaks at blanks so that nothing runs under the first columns. */
  private static void wrap(StringBuilder text, String head, String words) {
    StringBuilder line = new StringBuilder(head);
    int used = 0;
    for (String word : words.strip().split("\\s+")) {
      if (used > 0 && head.length() + used + 1 + word.length() > WIDTH) {
        text.append(line.toString().stripTrailing()).append(System.lineSeparator());
        line = new StringBuilder(MARGIN);
        used = 0;
      }
      line.append(used == 0 ? "" : " ").append(word);
      used += word.length() + (used == 0 ? 0 : 1);
    }
    text.append(line.toString().stripTrailing()).append(System.lineSeparator());
  }
}
