package dev.senselink.batch.backup.export;

import dev.senselink.batch.backup.Manifest;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A backup that was made.
 *
 * @param incomplete whether something is missing that the server should have given
 * @param photosFetched how many photos this process brought; the others were there
 * @param recordPhotosFetched the same of the pictures taken at the doors
 * @param records how many records it holds
 * @param beside where it is, if it holds so much less than the old backup that it did not take its
 *     place; null where it did
 * @param shrunk what it holds less of then
 */
public record ExportResult(
    Manifest manifest,
    boolean incomplete,
    long photosFetched,
    long recordPhotosFetched,
    long records,
    @Nullable Path beside,
    List<BackupShrinkage> shrunk) {
  public ExportResult {
    shrunk = List.copyOf(shrunk);
  }

  /** How many rows a table has; 0 if it is no part of it. */
  public long rows(String file) {
    return manifest.rows(file);
  }
}
