package dev.senselink.batch.console.imports.understood;

import dev.senselink.batch.disk.Sha256Digest;
import dev.senselink.batch.roster.ColumnChoices;
import dev.senselink.batch.roster.ColumnMemory;
import dev.senselink.batch.roster.RosterKind;
import dev.senselink.batch.roster.RosterPreview;
import dev.senselink.batch.roster.RosterSettings;
import dev.senselink.batch.table.TableFileException;
import dev.senselink.batch.table.TableFileException.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A list as the program understands it, with what is chosen of its columns: by a person, else as it
 * was for the last list with such headers, else as it sees by itself.
 *
 * @param file the list
 * @param reading what a person has said of it
 * @param preview what stands in it
 * @param choices what its columns are taken for; nobody may have agreed to that yet
 * @param guessed columns of which it only seems so
 * @param remembered whether it is so because it was so the last time
 */
public record UnderstoodList(
    ListFile file,
    ListReading reading,
    RosterPreview preview,
    ColumnChoices choices,
    Set<Integer> guessed,
    boolean remembered) {
  private static final int MARK_BYTES = 12;

  public UnderstoodList {
    guessed = Set.copyOf(guessed);
  }

  /**
   * A list that was uploaded.
   *
   * @param path where it lies
   * @param at when it came: another list under the same name is another
   * @param name as people call it
   * @param kind whose list it is to be
   * @param data the data folder, which knows what was said of other lists
   * @param below a folder for what is needed meanwhile
   */
  public record ListFile(
      Path path, FileTime at, String name, RosterKind kind, Path data, Path below) {
    /** The one that lies there now. */
    public static ListFile now(Path path, String name, RosterKind kind, Path data, Path below)
        throws IOException {
      return new ListFile(path, Files.getLastModifiedTime(path), name, kind, data, below);
    }

    RosterPreview read(RosterSettings settings) throws IOException {
      return RosterPreview.read(path, name, settings, below);
    }
  }

  /**
   * Reads its beginning.
   *
   * @throws IOException if there is no room for what is needed meanwhile
   */
  public static UnderstoodList read(ListFile file, ListReading reading) throws IOException {
    RosterSettings plain = reading.settings(file.kind());
    RosterPreview preview = file.read(plain.withColumns(reading.columns()));
    if (!reading.choices().isEmpty() && reading.mark().equals(mark(preview.headers()))) {
      ColumnChoices chosen = new ColumnChoices(file.kind(), preview.headers(), reading.choices());
      return new UnderstoodList(file, reading, preview, chosen, Set.of(), false);
    }
    return recognised(file, reading, plain, file.read(plain));
  }

  private static UnderstoodList recognised(
      ListFile file, ListReading reading, RosterSettings plain, RosterPreview preview)
      throws IOException {
    String before = before(file, plain, preview);
    if (before != null) {
      RosterSettings again = plain.withColumns(before);
      RosterPreview now = file.read(again);
      ColumnChoices same = ColumnChoices.recognised(now.headers(), again);
      return new UnderstoodList(file, reading, now, same, Set.of(), true);
    }
    Set<Integer> guessed = new TreeSet<>();
    List<List<String>> rows = preview.rows().stream().map(RosterPreview.Shown::cells).toList();
    ColumnChoices choices = ColumnChoices.proposed(preview.headers(), plain, rows, guessed);
    return new UnderstoodList(file, reading, preview, choices, guessed, false);
  }

  /** What was said of the last list with these headers; {@code null} for nothing. */
  private static @Nullable String before(ListFile file, RosterSettings plain, RosterPreview preview)
      throws IOException {
    ColumnMemory memory = new ColumnMemory(file.data());
    String before = memory.proposal(file.kind(), preview.headers()).orElse(null);
    TableFileException fault = preview.fault();
    boolean ofHeader =
        fault != null
            && (fault.code() == Code.HEADER_NOT_FOUND || fault.code() == Code.HEADER_TWICE);
    if (before != null || !ofHeader) {
      return before;
    }
    return RosterPreview.proposal(memory, file.path(), file.name(), plain, file.below())
        .orElse(null);
  }

  /** Whether another reading reads the same rows: what is said need not be what was recognised. */
  public boolean showsSameRows(UnderstoodList other) {
    RosterPreview now = other.preview();
    return now.sheet().equals(preview.sheet())
        && now.headerLine() == preview.headerLine()
        && now.encoding().equals(preview.encoding());
  }

  /**
   * Tells this list, of whomever it is and wherever it is read, from others: a page of another one
   * says nothing of it.
   */
  String listMark() {
    return mark(
        List.of(
            file.name(),
            file.at().toString(),
            file.kind().name(),
            preview.sheet(),
            String.valueOf(preview.headerLine()),
            preview.encoding()));
  }

  /** Tells the headers too: what is chosen counts for those that were shown. */
  public String mark() {
    return listMark() + headerMark();
  }

  private String headerMark() {
    return mark(preview.headers());
  }

  private static String mark(List<String> texts) {
    byte[] hash = Sha256Digest.of(String.join("\n", texts));
    return HexFormat.of().formatHex(hash, 0, MARK_BYTES);
  }

  /**
   * Read so that a check sees what is shown here, for a person who has agreed. What is shown stays.
   *
   * @param agreed what the columns are taken for
   */
  UnderstoodList agreed(ColumnChoices agreed) {
    boolean sound = agreed.wrong().isEmpty() && agreed.isUnderstood();
    // Of a long text only the beginning was looked at: the check must not see another encoding.
    boolean said = !reading.encoding().isEmpty() || !preview.isPart();
    String columns =
        sound ? RosterSettings.of(file.kind()).withColumns(agreed.columns()).columnsOption() : "";
    ListReading as =
        new ListReading(
            reading.sheet(),
            reading.headerRow(),
            said ? reading.encoding() : preview.encoding(),
            headerMark(),
            agreed.choices(),
            columns,
            sound);
    return new UnderstoodList(file, as, preview, choices, guessed, remembered);
  }

  /** Whether it is rather a list of the others: of staff among visitors, or the other way round. */
  public boolean isOfOthers() {
    List<String> headers = preview.headers();
    if (file.kind() == RosterKind.USERS) {
      return ColumnChoices.fits(headers, RosterKind.GUESTS);
    }
    boolean lacksVisit =
        choices.wrong().stream()
            .anyMatch(
                wrong ->
                    wrong.fault() == ColumnChoices.Fault.MISSING && wrong.columns().size() > 1);
    return lacksVisit && ColumnChoices.fits(headers, RosterKind.USERS);
  }
}
