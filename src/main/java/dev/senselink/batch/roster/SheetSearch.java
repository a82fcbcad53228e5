package dev.senselink.batch.roster;

import static dev.senselink.batch.roster.cell.RosterMessages.words;

import dev.senselink.batch.table.CleanText;
import dev.senselink.batch.table.DisplayText;
import dev.senselink.batch.table.QuotedNames;
import dev.senselink.batch.table.TableFileException;
import dev.senselink.batch.table.TableFileException.Code;
import dev.senselink.batch.table.TableLine;
import dev.senselink.batch.table.excel.Workbook;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Finds the sheet to read: the one asked for, else the first visible one that holds a header. */
final class SheetSearch {
  private final Workbook book;
  private final RosterSettings settings;
  private final String file;
  private final boolean asItIs;
  private @Nullable TableFileException best;
  private int bestKnown = -1;

  /**
   * Looks for it.
   *
   * @param asItIs whether the header asked for is one whatever it lacks
   */
  SheetSearch(Workbook book, RosterSettings settings, String file, boolean asItIs) {
    this.asItIs = asItIs;
    this.book = book;
    this.settings = settings;
    this.file = file;
  }

  /**
   * The sheet found.
   *
   * @param lines what stands below the header; who asked closes it
   * @param otherLists visible sheets further on that hold people too, if none was asked for
   */
  record Found(
      int sheet, HeaderSearch.Found header, Workbook.Lines lines, List<String> otherLists) {}

  Found find() throws IOException {
    for (int sheet : settings.sheet() == null ? sheets(true) : List.of(named(settings.sheet()))) {
      Found found = in(sheet);
      if (found != null) {
        return settings.sheet() == null ? withOthers(found) : found;
      }
    }
    TableFileException why = best;
    if (settings.sheet() == null) {
      mustNotBeHidden();
    }
    throw why == null ? new TableFileException(Code.EMPTY, file, words("sheet.none")) : why;
  }

  private Found withOthers(Found found) throws IOException {
    List<String> others = new ArrayList<>();
    for (int sheet : sheets(true)) {
      if (sheet > found.sheet()
          && !ExampleMark.isOfTemplate(name(sheet))
          && holdsPeople(sheet, found.header().row().claims().keySet())) {
        others.add(DisplayText.text(name(sheet)));
      }
    }
    return new Found(found.sheet(), found.header(), found.lines(), others);
  }

  /** Whether it has a header of the same columns, two of them at least, and something below it. */
  private boolean holdsPeople(int sheet, Set<RosterColumn> columns) throws IOException {
    try (Workbook.Lines lines = book.open(sheet)) {
      HeaderSearch.Found header = new HeaderSearch(settings, file).find(lines);
      long shared = header.row().claims().keySet().stream().filter(columns::contains).count();
      if (shared < 2) {
        return false;
      }
      TableLine line = header.next() == null ? lines.next() : header.next();
      while (line != null && HeaderSearch.isBlank(line)) {
        line = lines.next();
      }
      return line != null;
    } catch (TableFileException none) {
      return false;
    }
  }

  private @Nullable Found in(int sheet) throws IOException {
    String place = words("place.sheet", file, DisplayText.text(name(sheet)));
    HeaderSearch search = new HeaderSearch(settings, place, asItIs);
    Workbook.Lines lines = book.open(sheet);
    try {
      return new Found(sheet, search.find(lines), lines, List.of());
    } catch (TableFileException e) {
      lines.close();
      TableFileException told =
          e instanceof HeaderFaultException header ? header.in(name(sheet)) : e;
      if (e.code() != Code.HEADER_NOT_FOUND && e.code() != Code.EMPTY) {
        throw told;
      }
      keep(told, search.known());
      return null;
    } catch (IOException | RuntimeException e) {
      lines.close();
      throw e;
    }
  }

  /** Of several sheets without a header the one that came nearest is worth telling. */
  private void keep(TableFileException e, int known) {
    int worth = e.code() == Code.EMPTY ? -1 : known;
    if (best == null || worth > bestKnown) {
      best = e;
      bestKnown = worth;
    }
  }

  private void mustNotBeHidden() throws IOException {
    for (int sheet : sheets(false)) {
      if (holdsHeader(sheet)) {
        throw new TableFileException(
            Code.HEADER_NOT_FOUND, file, words("sheet.hidden", DisplayText.text(name(sheet))));
      }
    }
  }

  private boolean holdsHeader(int sheet) throws IOException {
    try (Workbook.Lines lines = book.open(sheet)) {
      new HeaderSearch(settings, file).find(lines);
      return true;
    } catch (TableFileException none) {
      return false;
    }
  }

  private int named(String wanted) {
    List<Integer> alike = new ArrayList<>();
    for (int sheet = 0; sheet < book.sheets().size(); sheet++) {
      if (name(sheet).equals(wanted)) {
        return sheet;
      }
      if (CleanText.of(name(sheet)).equalsIgnoreCase(CleanText.of(wanted))) {
        alike.add(sheet);
      }
    }
    if (alike.size() == 1) {
      return alike.get(0);
    }
    String names =
        QuotedNames.list(
            book.sheets().stream().map(sheet -> QuotedNames.quoted(sheet.name())).toList());
    throw new TableFileException(
        Code.HEADER_NOT_FOUND, file, words("sheet.noSuch", DisplayText.text(wanted), names));
  }

  private String name(int sheet) {
    return book.sheets().get(sheet).name();
  }

  private List<Integer> sheets(boolean visible) {
    return IntStream.range(0, book.sheets().size())
        .filter(sheet -> book.sheets().get(sheet).visible() == visible)
        .boxed()
        .toList();
  }
}
