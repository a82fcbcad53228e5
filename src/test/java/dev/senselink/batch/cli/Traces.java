package dev.senselink.batch.cli;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Looks for a text in bytes, in every form in which a program could have written it. */
public final class Traces {
  private Traces() {}

  /** The markers of which the content, read as ISO 8859-1, holds some form. */
  public static List<String> of(List<String> markers, String content) {
    return markers.stream().filter(marker -> forms(marker).anyMatch(content::contains)).toList();
  }

  /** Whether the content, read as ISO 8859-1, holds these bytes, as they are, in hex or base64. */
  static boolean holds(byte[] bytes, String content) {
    return plain(bytes).anyMatch(content::contains);
  }

  private static Stream<String> forms(String marker) {
    byte[] utf8 = marker.getBytes(StandardCharsets.UTF_8);
    return Stream.of(
            plain(utf8),
            Stream.of(
                latin(marker.getBytes(StandardCharsets.UTF_16BE)),
                latin(marker.getBytes(StandardCharsets.UTF_16LE)),
                escaped(marker),
                urlEncoded(utf8)))
        .flatMap(form -> form);
  }

  private static Stream<String> plain(byte[] bytes) {
    String hex = HexFormat.of().formatHex(bytes);
    return Stream.concat(
        Stream.of(latin(bytes), hex, hex.toUpperCase(java.util.Locale.ROOT)), base64(bytes));
  }

  /** In base64 the same bytes look in three ways, by what stands before them. */
  private static Stream<String> base64(byte[] bytes) {
    return IntStream.range(0, 3)
        .mapToObj(
            skipped -> {
              int length = (bytes.length - skipped) / 3 * 3;
              byte[] part = new byte[length];
              System.arraycopy(bytes, skipped, part, 0, length);
              return Base64.getEncoder().encodeToString(part);
            })
        .filter(text -> text.length() >= 8);
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.chars().forEach(c -> escaped.append(c < 128 ? "" + (char) c : "\\u%04x".formatted(c)));
    return escaped.toString();
  }

  private static String urlEncoded(byte[] bytes) {
    StringBuilder encoded = new StringBuilder();
    for (byte b : bytes) {
      boolean plain = Character.isLetterOrDigit(b) && b > 0;
      encoded.append(plain ? "" + (char) b : "%%%02X".formatted(b));
    }
    return encoded.toString();
  }

  private static String latin(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
