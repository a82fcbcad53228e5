package dev.senselink.batch.photo.engine;

import dev.senselink.batch.disk.ProgramFinder;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which program of this machine can turn HEIC and AVIF pictures into JPEG. */
public final class HeicConverterSearch {
  private static final String IN = "{in}";
  private static final String OUT = "{out}";

  /** libheif's own under its two names, ImageMagick, and what every Mac has. */
  private static final List<List<String>> KNOWN =
      List.of(
          List.of("heif-convert", IN, OUT),
          List.of("heif-dec", IN, OUT),
          List.of("magick", IN, OUT),
          List.of("sips", "-s", "format", "jpeg", IN, "--out", OUT));

  private HeicConverterSearch() {}

  /**
   * The command to be given with {@code --heic-converter}.
   *
   * @param environment in whose path programs are looked for
   */
  public static Optional<String> find(Map<String, String> environment) {
    return KNOWN.stream()
        .filter(command -> ProgramFinder.find(command.get(0), environment).isPresent())
        .findFirst()
        .map(command -> String.join(" ", command));
  }
}
