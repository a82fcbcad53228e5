package dev.senselink.batch.job.export;

import dev.senselink.batch.backup.export.ExportResult;
import dev.senselink.batch.job.ExportSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How an export ended: with a backup.
 *
 * @param target its folder or zip; beside the one that was named where too much would have gone
 * @param took how long this process worked on it
 */
public record ExportEnd(Path target, ExportResult exported, Duration took) {
  private static final double MILLIS = 1000.0;

  /** What {@code --json} tells. */
  public Map<String, Object> summary() {
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("job", ExportSettings.COMMAND);
    summary.put("status", exported.shrunk().isEmpty() ? "COMPLETED" : "SHRUNK");
    summary.put("target", target.toString());
    summary.put("server", exported.manifest().server());
    summary.put("departments", exported.rows("departments.csv"));
    summary.put("groups", exported.rows("groups.csv"));
    summary.put("devices", exported.rows("devices.csv"));
    summary.put("users", exported.rows("users.csv"));
    summary.put("guests", exported.rows("guests.csv"));
    summary.put("photos", exported.rows("photos.csv"));
    summary.put("photosFetched", exported.photosFetched());
    summary.put("records", exported.records());
    summary.put("recordPhotos", exported.rows("record-photos.csv"));
    summary.put("recordPhotosFetched", exported.recordPhotosFetched());
    summary.put("shrunk", exported.shrunk());
    summary.put("missing", exported.manifest().missing());
    summary.put("notIncluded", exported.manifest().notIncluded());
    summary.put("startedAt", exported.manifest().startedAt());
    summary.put("finishedAt", exported.manifest().finishedAt());
    summary.put("durationSeconds", took.toMillis() / MILLIS);
    return summary;
  }
}
