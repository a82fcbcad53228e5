package dev.senselink.batch.job.restore;

import dev.senselink.batch.backup.Backup;
import dev.senselink.batch.photo.PhotoFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The photo of somebody of a backup.
 *
 * @param person the id in the backup
 */
public record BackupPhoto(Backup backup, long person) implements PhotoFile {
  private static final int NOT_TOLD = -1;
  private static final Pattern PATH = Pattern.compile("photos/(\\d{1,18})\\.jpg");

  /** Whose photo a path is of; empty for none of these. */
  public static OptionalLong personOf(String path) {
    Matcher matcher = PATH.matcher(path);
    return matcher.matches()
        ? OptionalLong.of(Long.parseLong(matcher.group(1)))
        : OptionalLong.empty();
  }

  @Override
  public String path() {
    return "photos/" + person + ".jpg";
  }

  @Override
  public long size() {
    return NOT_TOLD;
  }

  @Override
  public InputStream open() throws IOException {
    return backup.photo(person).orElseThrow(() -> new NoSuchFileException(path()));
  }
}
