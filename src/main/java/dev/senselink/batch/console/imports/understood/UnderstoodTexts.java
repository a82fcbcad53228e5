package dev.senselink.batch.console.imports.understood;

import static dev.senselink.batch.console.page.ConsoleMessages.words;

import dev.senselink.batch.language.DisplayLanguage;
import dev.senselink.batch.report.ReportParts;
import dev.senselink.batch.roster.ColumnChoices;
import dev.senselink.batch.roster.RosterKind;
import dev.senselink.batch.roster.RosterPreview;
import dev.senselink.batch.table.CleanText;
import dev.senselink.batch.table.excel.Workbook;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A list as it is understood, as its page shows it. */
public final class UnderstoodTexts {
  /** More columns than any list of people has; each is a field of the page. */
  public static final int MOST_COLUMNS = 100;

  private static final List<String> ENCODINGS =
      List.of(
          "UTF-8",
          "GB18030",
          "Big5",
          "UTF-16LE",
          "UTF-16BE",
          "windows-1250",
          "windows-1251",
          "windows-1252",
          "windows-1253",
          "windows-1254",
          "windows-1256",
          "Shift_JIS",
          "EUC-JP",
          "EUC-KR",
          "TIS-620");

  private final UnderstoodList list;
  private final RosterPreview preview;
  private final ReportParts parts = new ReportParts(DisplayLanguage.language(), "");

  public UnderstoodTexts(UnderstoodList list) {
    this.list = list;
    this.preview = list.preview();
  }

  /** Whether an encoding is one of those that the page offers. */
  public static boolean isOffered(String encoding) {
    return ENCODINGS.contains(encoding) && Charset.isSupported(encoding);
  }

  /** All that the page's template shows. */
  public Map<String, Object> values() {
    Map<String, Object> values = new HashMap<>();
    List<String> problems = ReadingProblems.of(list);
    values.put("problems", problems);
    values.put("hasProblems", !problems.isEmpty());
    values.put("mark", list.mark());
    values.put("sheets", sheets());
    values.put("hasSheets", preview.sheets().size() > 1);
    values.put("sheet", preview.sheets().size() == 1 ? preview.sheets().get(0).name() : "");
    values.put("isText", preview.sheets().isEmpty());
    values.put("encodings", encodings());
    values.put("delimiter", delimiter());
    values.put("headerRow", headerRow());
    values.put("notes", notes());
    values.put("hasTable", !preview.headers().isEmpty());
    values.put("columns", columns());
    values.put("hasName", hasName());
    values.put("rows", preview.rows().stream().map(this::row).toList());
    values.put("caption", words("understood.caption", preview.rows().size()));
    return values;
  }

  private String headerRow() {
    int said = list.reading().headerRow();
    long shown = said == 0 ? preview.headerLine() : said;
    return shown == 0 ? "" : String.valueOf(shown);
  }

  private List<Map<String, Object>> sheets() {
    List<Map<String, Object>> all = new ArrayList<>();
    String shown = preview.sheet().isEmpty() ? list.reading().sheet() : preview.sheet();
    for (int n = 0; n < preview.sheets().size(); n++) {
      Workbook.Sheet sheet = preview.sheets().get(n);
      all.add(
          Map.of(
              "value",
              n,
              "name",
              sheet.visible() ? sheet.name() : words("understood.hidden", sheet.name()),
              "chosen",
              sheet.name().equals(shown)));
    }
    return all;
  }

  private List<Map<String, Object>> encodings() {
    String said = list.reading().encoding();
    List<Map<String, Object>> all = new ArrayList<>();
    String own =
        said.isEmpty() && !preview.encoding().isEmpty()
            ? words("understood.recognised", preview.encoding())
            : words("understood.recognise");
    all.add(Map.of("value", "", "name", own, "chosen", said.isEmpty()));
    List<String> names = new ArrayList<>(ENCODINGS.stream().filter(Charset::isSupported).toList());
    if (!said.isEmpty() && !names.contains(said)) {
      names.add(said);
    }
    names.forEach(
        name -> all.add(Map.of("value", name, "name", name, "chosen", name.equals(said))));
    return all;
  }

  private String delimiter() {
    return switch (preview.delimiter()) {
      case "" -> "";
      case "," -> words("understood.comma");
      case ";" -> words("understood.semicolon");
      case "tab" -> words("understood.tab");
      default -> preview.delimiter();
    };
  }

  private List<String> notes() {
    List<String> all = new ArrayList<>();
    if (list.remembered()) {
      all.add(words("understood.remembered"));
    }
    if (!list.guessed().isEmpty()) {
      all.add(words("understood.guessed", list.guessed().size()));
    }
    if (!preview.otherLists().isEmpty()) {
      all.add(words("understood.otherLists", String.join(", ", preview.otherLists())));
    }
    if (preview.isPart()) {
      all.add(words("understood.isPart"));
    }
    if (preview.headers().size() > MOST_COLUMNS) {
      all.add(words("understood.moreColumns", MOST_COLUMNS, preview.headers().size()));
    }
    boolean unnamed =
        IntStream.range(0, shownColumns()).anyMatch(at -> !list.choices().canBeChosen(at));
    if (unnamed) {
      all.add(words("understood.unnamed"));
    }
    return all;
  }

  private int shownColumns() {
    return Math.min(MOST_COLUMNS, preview.headers().size());
  }

  private List<Map<String, Object>> columns() {
    return IntStream.range(0, shownColumns()).mapToObj(this::column).toList();
  }

  private Map<String, Object> column(int at) {
    String header = CleanText.of(preview.headers().get(at));
    String choice = list.choices().choices().get(at);
    Map<String, Object> column = new HashMap<>();
    column.put("n", at + 1);
    column.put("header", header);
    column.put("label", words("understood.label", at + 1, header));
    column.put("fixed", !list.choices().canBeChosen(at));
    column.put("options", options(choice));
    column.put("state", state(at, choice));
    column.put("note", list.guessed().contains(at) ? words("understood.look") : "");
    return column;
  }

  private String state(int at, String choice) {
    if (list.guessed().contains(at)) {
      return "guessed";
    }
    if (choice.equals(ColumnChoices.NONE)) {
      return "unused";
    }
    boolean twice = list.choices().choices().stream().filter(choice::equals).count() > 1;
    return twice ? "twice" : "used";
  }

  private List<Map<String, Object>> options(String choice) {
    RosterKind kind = list.file().kind();
    List<String> all = new ArrayList<>();
    all.add(ColumnChoices.NONE);
    all.addAll(ColumnChoices.targets(kind));
    if (!all.contains(choice)) {
      all.add(choice);
    }
    return all.stream()
        .map(
            one ->
                Map.<String, Object>of(
                    "value", one, "name", ColumnWords.of(one), "chosen", one.equals(choice)))
        .toList();
  }

  private boolean hasName() {
    return preview.rows().stream().anyMatch(row -> !row.name().isEmpty());
  }

  private Map<String, Object> row(RosterPreview.Shown row) {
    List<Map<String, Object>> cells = new ArrayList<>();
    for (int at = 0; at < shownColumns(); at++) {
      String cell = at < row.cells().size() ? CleanText.of(row.cells().get(at)) : "";
      boolean unused = list.choices().choices().get(at).equals(ColumnChoices.NONE);
      cells.add(Map.of("text", cell, "unused", unused));
    }
    return Map.of("line", parts.number(row.line()), "name", row.name(), "cells", cells);
  }
}
