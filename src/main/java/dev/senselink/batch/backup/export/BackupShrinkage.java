package dev.senselink.batch.backup.export;

import dev.senselink.batch.backup.BackupLayout;
import dev.senselink.batch.backup.BackupLayout.Table;
import dev.senselink.batch.backup.Manifest;
import dev.senselink.batch.backup.export.ExportResources.Wanted;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * How much less of something a new backup holds than the one whose place it was to take. A server
 * that lost its people, or was set up anew, must not take the last copy with it.
 *
 * @param what {@code people}, {@code photos}, {@code records} or {@code recordPhotos}
 */
public record BackupShrinkage(String what, long before, long now) {
  private static final double PERCENT = 100.0;

  /**
   * What shrinks by more than may be.
   *
   * @param before the old backup; null for none
   * @param narrower whether records are asked for of a shorter time than the old backup's
   * @param most in percent
   */
  static List<BackupShrinkage> of(
      @Nullable Manifest before, Manifest now, Wanted wanted, boolean narrower, double most) {
    if (before == null) {
      return List.of();
    }
    List<BackupShrinkage> all = new ArrayList<>();
    all.add(of("people", before, now, BackupShrinkage::people));
    if (wanted.photos()) {
      all.add(of("photos", before, now, manifest -> manifest.rows(Table.PHOTO_LIST.file())));
    }
    if (wanted.records() && !narrower) {
      all.add(of("records", before, now, BackupShrinkage::records));
    }
    // Also where they were not asked for: that is the default, and nobody's wish to lose them.
    if (wanted.records() && !(narrower && wanted.recordPhotos())) {
      all.add(of("recordPhotos", before, now, one -> one.rows(Table.RECORD_PHOTO_LIST.file())));
    }
    return all.stream().filter(one -> one.isMoreThan(most)).toList();
  }

  private static BackupShrinkage of(
      String what, Manifest before, Manifest now, ToLongFunction<Manifest> count) {
    return new BackupShrinkage(what, count.applyAsLong(before), count.applyAsLong(now));
  }

  private static long people(Manifest manifest) {
    return manifest.rows(Table.USERS.file()) + manifest.rows(Table.GUESTS.file());
  }

  static long records(Manifest manifest) {
    return manifest.files().keySet().stream()
        .filter(BackupLayout::isRecords)
        .mapToLong(manifest::rows)
        .sum();
  }

  private boolean isMoreThan(double most) {
    return (before - now) * PERCENT > before * most;
  }
}
