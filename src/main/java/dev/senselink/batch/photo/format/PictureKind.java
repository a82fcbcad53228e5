package dev.senselink.batch.photo.format;

import static dev.senselink.batch.photo.PhotoMessages.words;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.senselink.batch.photo.PhotoRefusal;
import dev.senselink.batch.photo.PhotoRefusedException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a file is, told by its first bytes and never by its name. */
public enum PictureKind {
  JPEG,
  PNG,
  GIF,
  BMP,
  TIFF,
  WEBP;

  /** So many bytes are looked at. */
  public static final int LOOK_AT = 512;

  private static final Set<String> HEIF_BRANDS =
      Set.of("heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1", "miaf");

  /** Kinds that are known but not read. A mark is looked for at its place. */
  private record Other(int at, String mark, String key) {}

  private static final List<Other> OTHERS =
      List.of(
          new Other(0, "%PDF", "pdf"),
          new Other(4, "jP  ", "jpeg2000"),
          new Other(0, "\u00FFO\u00FFQ", "jpeg2000"),
          new Other(0, "\u00FF\n", "jpegXl"),
          new Other(4, "JXL ", "jpegXl"),
          new Other(0, "8BPS", "photoshop"),
          new Other(4, "ftypcrx", "raw"),
          new Other(0, "FUJIFILMCCD-RAW", "raw"),
          new Other(4, "ftyp", "video"),
          new Other(0, "\u0000\u0000\u0001\u0000", "icon"),
          new Other(0, "PK\u0003\u0004", "zip"),
          new Other(0, "Rar!", "rar"),
          new Other(0, "7z\u00BC\u00AF", "sevenZip"),
          new Other(0, "\u001F\u008B", "gzip"),
          new Other(0, "\u00D0\u00CF\u0011\u00E0", "oldOffice"),
          new Other(0, "\u0000\u0005\u0016\u0007", "macos"));

  /** Names the kind, or refuses with the name of what it is instead. */
  static PictureKind of(byte[] bytes) throws PhotoRefusedException {
    if (bytes.length == 0) {
      throw PhotoRefusedException.unreadable(words("photo.empty"));
    }
    String start = start(bytes);
    if (start.startsWith("\u00FF\u00D8\u00FF")) {
      return JPEG;
    }
    if (start.startsWith("\u0089PNG\r\n\u001A\n")) {
      return PNG;
    }
    if (start.startsWith("GIF87a") || start.startsWith("GIF89a")) {
      return GIF;
    }
    if (start.startsWith("BM") && start.length() > 26) {
      return BMP;
    }
    if (start.startsWith("II*\u0000") || start.startsWith("MM\u0000*")) {
      return TIFF;
    }
    if (start.startsWith("RIFF") && start.startsWith("WEBP", 8)) {
      return WEBP;
    }
    throw new PhotoRefusedException(refusal(start));
  }

  /** Whether these are the first bytes of a picture, be it one that is read or not. */
  public static boolean isPicture(byte[] bytes) {
    try {
      of(bytes);
      return true;
    } catch (PhotoRefusedException other) {
      return isHeif(bytes);
    }
  }

  /** Whether these are the first bytes of a HEIC or AVIF picture. */
  public static boolean isHeif(byte[] bytes) {
    return !heifName(start(bytes)).isEmpty();
  }

  private static String start(byte[] bytes) {
    return new String(bytes, 0, Math.min(bytes.length, LOOK_AT), ISO_8859_1);
  }

  /** Which of its kinds the picture is, empty for anything else. */
  private static String heifName(String start) {
    if (!start.startsWith("ftyp", 4) || start.length() < 12) {
      return "";
    }
    String brands = brands(start);
    if (brands.contains("avif") || brands.contains("avis")) {
      return "AVIF";
    }
    return HEIF_BRANDS.stream().anyMatch(brands::contains) ? "HEIC" : "";
  }

  private static PhotoRefusal refusal(String start) {
    String heif = heifName(start);
    if (!heif.isEmpty()) {
      return heif(heif);
    }
    return PhotoRefusal.unreadable(
        words(
            "photo.kind",
            OTHERS.stream()
                .filter(other -> start.startsWith(other.mark(), other.at()))
                .map(other -> words("kind." + other.key()))
                .findFirst()
                .orElseGet(() -> textOrData(start))));
  }

  private static PhotoRefusal heif(String kind) {
    return new PhotoRefusal(PhotoRefusal.HEIC, words("heic.given", kind));
  }

  /** Main and compatible brands of the first box, separated by blanks. */
  private static String brands(String start) {
    int size = start.charAt(2) << 8 | start.charAt(3);
    StringBuilder brands = new StringBuilder(start.substring(8, 12));
    for (int at = 16; at + 4 <= Math.min(size, start.length()); at += 4) {
      brands.append(' ').append(start, at, at + 4);
    }
    return brands.toString();
  }

  private static String textOrData(String start) {
    String text = start.strip().toLowerCase(Locale.ROOT);
    if (text.startsWith("<!doctype html") || text.startsWith("<html") || text.contains("<body")) {
      return words("kind.html");
    }
    if (text.contains("<svg")) {
      return words("kind.svg");
    }
    if (start.chars().allMatch(c -> c == 0)) {
      return words("kind.zeros");
    }
    boolean printable =
        start.chars().allMatch(c -> c >= ' ' || c == '\n' || c == '\r' || c == '\t');
    return words(printable ? "kind.text" : "kind.unknown");
  }
}
