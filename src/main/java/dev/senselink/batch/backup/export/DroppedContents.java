package dev.senselink.batch.backup.export;

import static dev.senselink.batch.backup.BackupMessages.words;

import dev.senselink.batch.backup.BackupLayout.Table;
import dev.senselink.batch.backup.Manifest;
import dev.senselink.batch.backup.export.ExportResources.Wanted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What an earlier backup holds and the one that takes its place will not, because that was asked
 * for. A folder is afterwards as if it had been empty; but what goes may be nowhere else any more,
 * so it is told before.
 */
final class DroppedContents {
  private DroppedContents() {}

  /**
   * In words, a line each; none if nothing goes.
   *
   * @param timeOf a moment as manifests write it
   */
  static List<String> of(Manifest before, Wanted wanted, Function<Instant, String> timeOf) {
    List<String> lines = new ArrayList<>();
    long photos = before.rows(Table.PHOTO_LIST.file());
    if (!wanted.photos() && photos > 0) {
      lines.add(words("goes.photos", photos));
    }
    long recordPhotos = before.rows(Table.RECORD_PHOTO_LIST.file());
    if (!wanted.recordPhotos() && recordPhotos > 0) {
      lines.add(words("goes.recordPhotos", recordPhotos));
    }
    long records = BackupShrinkage.records(before);
    if (records > 0 && !wanted.records()) {
      lines.add(words("goes.records", records));
    } else if (records > 0 && isNarrower(before, wanted, timeOf)) {
      lines.add(words("goes.span"));
    }
    return lines;
  }

  /** Whether records are asked for of a shorter time than the earlier backup's. */
  static boolean isNarrower(Manifest before, Wanted wanted, Function<Instant, String> timeOf) {
    return isBound(wanted.from(), before.recordsFrom(), timeOf)
        || isBound(wanted.to(), before.recordsTo(), timeOf);
  }

  private static boolean isBound(
      @Nullable Instant now, @Nullable String before, Function<Instant, String> timeOf) {
    return now != null && !timeOf.apply(now).equals(before);
  }
}
