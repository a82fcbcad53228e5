package dev.senselink.batch.backup.export;

import dev.senselink.batch.backup.Layout.Table;
import dev.senselink.batch.backup.Layout;
import dev.senselink.batch.backup.Manifest;
import dev.senselink.batch.backup.export.ExportSetup.Wanted;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * How much less of something a new backup holds than the one whose place it was to take. A server
 * that lost its people, or was set up anew, must not take the last copy with it.
 *
 * @param what {@code people}, {@code photos} or {@code records}
 */
public record Shrinkage(String what, long before, long now) {
  private static final double PERCENT = 100.0;

  /**
   * What shrinks by more than may be.
   *
   * @param before the old backup; null for none
   * @param narrower whether records are asked for of a shorter time than the old backup's
   * @param most in percent
   */
  static List<Shrinkage> of(
      @Nullable Manifest before, Manifest now, Wanted wanted, boolean narrower, double most) {
    if (before == null) {
      return List.of();
    }
    List<Shrinkage> all = new ArrayList<>();
    all.add(of("people", before, now, Shrinkage::people));
    if (wanted.photos()) {
      all.add(of("photos", before, now, manifest -> manifest.rows(Table.PHOTO_LIST.file())));
    }
    if (wanted.records() && !narrower) {
      all.add(of("records", before, now, Shrinkage::records));
    }
    return all.stream().filter(one -> one.isMoreThan(most)).toList();
  }

  private static Shrinkage of(
      String what, Manifest before, Manifest now, ToLongFunction<Manifest> count) {
    return new Shrinkage(what, count.applyAsLong(before), count.applyAsLong(now));
  }

  private static long people(Manifest manifest) {
    return manifest.rows(Table.USERS.file()) + manifest.rows(Table.GUESTS.file());
  }

  static long records(Manifest manifest) {
    return manifest.files().keySet().stream()
        .filter(Layout::isRecords)
        .mapToLong(manifest::rows)
        .sum();
  }

  private boolean isMoreThan(double most) {
    return (before - now) * PERCENT > before * most;
  }
}
