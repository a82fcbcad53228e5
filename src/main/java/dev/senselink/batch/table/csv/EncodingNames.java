package dev.senselink.batch.table.csv;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What people mean by an encoding's name: what Windows and Excel write under it, which is more than
 * the standard of that name holds (髙 and 﨑 are in no JIS, 恒 is not in Big5, 뷁 not in KS X 1001).
 */
public final class EncodingNames {
  private static final Map<String, List<String>> WIDER =
      Map.of(
          "Shift_JIS", List.of("windows-31j"),
          "EUC-JP", List.of("x-eucJP-Open"),
          "EUC-KR", List.of("x-windows-949"),
          "Big5", List.of("x-windows-950", "Big5-HKSCS"),
          "GB2312", List.of("GB18030"),
          "GBK", List.of("GB18030"),
          "TIS-620", List.of("x-windows-874"));

  private EncodingNames() {}

  /** All that a name may mean, the likeliest first; never empty. */
  static List<Charset> meanings(String name) {
    Charset said = Charset.forName(name);
    List<Charset> wider =
        WIDER.getOrDefault(said.name(), List.of()).stream()
            .filter(Charset::isSupported)
            .map(Charset::forName)
            .toList();
    return wider.isEmpty() ? List.of(said) : wider;
  }

  /**
   * The meaning that reads the whole file, without characters of private use if one does; the
   * likeliest if none reads it.
   */
  public static Charset meaning(String name, Path file) throws IOException {
    List<Charset> meanings = meanings(name);
    for (Charset charset : meanings) {
      if (meanings.size() == 1 || StrictDecoder.scan(file, charset).isClean()) {
        return charset;
      }
    }
    for (Charset charset : meanings) {
      if (StrictDecoder.firstFault(file, charset).isEmpty()) {
        return charset;
      }
    }
    return meanings.get(0);
  }

  /** Whether a name may mean this encoding; UTF-16 is said for both of its orders. */
  public static boolean means(String name, Charset charset) {
    return Stream.concat(Stream.of(Charset.forName(name)), meanings(name).stream())
        .anyMatch(meaning -> charset.name().startsWith(meaning.name()));
  }
}
