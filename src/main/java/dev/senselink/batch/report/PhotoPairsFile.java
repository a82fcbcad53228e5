package dev.senselink.batch.report;

import dev.senselink.batch.roster.RosterColumn;
import dev.senselink.batch.roster.Row;
import dev.senselink.batch.roster.corrections.PhotoPairs;
import dev.senselink.batch.table.csv.GuardedCsvWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@code photo-pairs.csv}: rows without a photo and the photos whose names are nearly theirs, one
 * to one, for a person to look at and for {@code --photo-pairs}. There only if there is such a
 * pair.
 */
final class PhotoPairsFile implements Closeable {
  private final ReportFolder folder;
  private final Map<Long, String> photos;
  private @Nullable GuardedCsvWriter csv;

  /**
   * @param list with the photos that are near, each file and each line once
   */
  PhotoPairsFile(ReportFolder folder, ListFindings list) {
    this.folder = folder;
    this.photos =
        list.near().stream()
            .collect(
                Collectors.toMap(
                    ListFindings.NearPhoto::line,
                    ListFindings.NearPhoto::file,
                    (one, other) -> one));
  }

  /** Notes a row; one that was corrected before has a mark that the list itself does not give. */
  void add(Row row) throws IOException {
    String photo = row.correction() == null ? photos.get(row.ref().line()) : null;
    if (photo == null) {
      return;
    }
    if (csv == null) {
      csv = GuardedCsvWriter.create(folder.unfinishedFile(PhotoPairs.FILE));
      csv.write(PhotoPairs.COLUMNS);
    }
    csv.write(
        List.of(String.valueOf(row.ref().line()), row.text(RosterColumn.NAME), photo, row.hash()));
  }

  /** Gives the file its name; without a pair removes that of an earlier report. */
  void publish() throws IOException {
    if (csv == null) {
      Files.deleteIfExists(folder.file(PhotoPairs.FILE));
      return;
    }
    csv.close();
    folder.publish(PhotoPairs.FILE);
  }

  @Override
  public void close() throws IOException {
    if (csv != null) {
      csv.close();
    }
  }
}
