package dev.senselink.batch.photo.engine;

import dev.senselink.batch.disk.ProgramFinder;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which program of this machine can turn HEIC and AVIF pictures into JPEG. */
public final class HeicConverterSearch {
  /** libheif's own under its two names, ImageMagick, and what every Mac has. */
  private static final List<String> KNOWN =
      List.of(
          "heif-convert {in} {out}",
          "heif-dec {in} {out}",
          "magick {in} {out}",
          "sips -s format jpeg {in} --out {out}");

  private HeicConverterSearch() {}

  /**
   * The command to be given with {@code --heic-converter}.
   *
   * @param environment in whose path programs are looked for
   */
  public static Optional<String> find(Map<String, String> environment) {
    return KNOWN.stream()
        .filter(
            command ->
                ProgramFinder.find(command.substring(0, command.indexOf(' ')), environment)
                    .isPresent())
        .findFirst();
  }
}
