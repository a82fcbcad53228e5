package dev.senselink.batch.photo.folder;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.senselink.batch.photo.folder.ZipDirectory.Line;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;

/**
 * Entry names as text. Chinese Windows writes GBK and says nothing, others write UTF-8 and say
 * nothing; names that are all UTF-8 are UTF-8, as longer GBK names hardly ever are by chance.
 */
final class ZipEntryNames {

  private static final Charset GBK = Charset.forName("GB18030");
  private static final Charset DOS = Charset.forName("IBM437");

  private final Charset encoding;

  private ZipEntryNames(Charset encoding) {
    this.encoding = encoding;
  }

  /** Decides once for the archive, over the names that do not tell their encoding. */
  static ZipEntryNames of(List<Line> lines) {
    for (Charset encoding : List.of(UTF_8, GBK)) {
      if (lines.stream().allMatch(line -> line.unicode() || isText(line, encoding))) {
        return new ZipEntryNames(encoding);
      }
    }
    return new ZipEntryNames(DOS);
  }

  /** The path with {@code /}; empty for folders, and for a path that leads out of the archive. */
  Optional<String> path(Line line) {
    String name = text(line).replace('\\', '/');
    if (name.endsWith("/") || name.isEmpty()) {
      return Optional.empty();
    }
    return PhotoCellPath.of(name).filter(path -> !path.path().isEmpty()).map(PhotoCellPath::path);
  }

  /** The name of an entry that {@link #path} is empty of, but for folders. */
  Optional<String> astray(Line line) {
    String name = text(line);
    boolean folder = name.isEmpty() || name.replace('\\', '/').endsWith("/");
    return folder || path(line).isPresent() ? Optional.empty() : Optional.of(name);
  }

  private String text(Line line) {
    Charset own = line.unicode() && isText(line, UTF_8) ? UTF_8 : encoding;
    return new String(line.name(), own);
  }

  private static boolean isText(Line line, Charset encoding) {
    return DiskFileNames.strict(line.name(), encoding).isPresent();
  }
}
