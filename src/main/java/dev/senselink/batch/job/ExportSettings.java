package dev.senselink.batch.job;

import dev.senselink.batch.backup.BackupKeys;
import dev.senselink.batch.backup.export.ExportResources.Wanted;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What is exported, and whither: either a folder or an encrypted zip.
 *
 * @param folder null where it goes into a zip
 * @param zip null where it goes into a folder
 * @param keys the password of the zip, and the key it is sealed with
 * @param maxShrink by how many percent fewer people, photos or records a backup may get; 100 for
 *     all of them
 * @param tool name and version of this program
 */
public record ExportSettings(
    @Nullable Path folder,
    @Nullable Path zip,
    BackupKeys keys,
    Wanted wanted,
    double maxShrink,
    String tool) {
  /** The command as job files and locks call it. */
  public static final String COMMAND = "export";

  public ExportSettings {
    if ((folder == null) == (zip == null)) {
      throw new IllegalArgumentException("either a folder or a zip");
    }
  }

  /** Where the backup will be. */
  public Path target() {
    Path where = folder == null ? zip : folder;
    if (where == null) {
      throw new IllegalStateException("neither a folder nor a zip");
    }
    return where;
  }

  /** Without the keys. */
  @Override
  public String toString() {
    return "export into " + target();
  }
}
