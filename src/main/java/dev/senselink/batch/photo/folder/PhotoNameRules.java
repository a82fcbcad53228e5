package dev.senselink.batch.photo.folder;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What counts as the same name, what a stem is, and which names are never photos. */
final class PhotoNameRules {

  private static final Set<String> PICTURE_ENDINGS =
      Set.of(
          "jpg", "jpeg", "jpe", "jfif", "mpo", "png", "bmp", "dib", "gif", "tif", "tiff", "webp",
          "heic", "heif", "hif", "avif", "jp2", "jxl");

  private static final Set<String> SYSTEM_NAMES =
      Set.of("__macosx", "thumbs.db", "desktop.ini", "@eadir");

  /** With a letter, and short: {@code no.12} and {@code Dr.Montgomery} have no ending. */
  private static final Pattern ENDING = Pattern.compile("(?=.*[A-Za-z])[A-Za-z0-9]{1,5}");

  private PhotoNameRules() {}

  static String nfc(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  /** The form in which two names are compared: NFC, case and outer blanks ignored. */
  static String fold(String text) {
    if (isAscii(text)) {
      return text.strip().toLowerCase(Locale.ROOT);
    }
    return nfc(nfc(text.strip()).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT));
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0x7f) {
        return false;
      }
    }
    return true;
  }

  /** The last part of a path. */
  static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /**
   * A file's name without its ending. A second picture ending goes too: {@code 2003.jpg.jpg} is
   * what becomes of {@code 2003.jpg} where endings are hidden.
   */
  static String stem(String name) {
    String stem = name;
    if (!ending(stem).isEmpty()) {
      stem = withoutEnding(stem);
    }
    while (PICTURE_ENDINGS.contains(ending(stem))) {
      stem = withoutEnding(stem);
    }
    return stem;
  }

  /** False for a name whose ending says that it is something else than a picture. */
  static boolean mayBePicture(String name) {
    String ending = ending(name);
    return ending.isEmpty() || PICTURE_ENDINGS.contains(ending);
  }

  /** Hidden files and what operating systems and storage boxes leave in folders. */
  static boolean isSystemFile(String path) {
    for (String part : path.split("/", -1)) {
      if (part.startsWith(".") || SYSTEM_NAMES.contains(part.toLowerCase(Locale.ROOT))) {
        return true;
      }
    }
    return false;
  }

  /** Whether somebody hid it, and not a system of its own accord. */
  static boolean isHidden(String name) {
    return name.startsWith(".") && !name.startsWith("._") && !name.equals(".DS_Store");
  }

  /** In small letters, without the dot; empty if there is none. */
  private static String ending(String name) {
    int dot = name.lastIndexOf('.');
    String ending = dot < 1 ? "" : name.substring(dot + 1);
    return ENDING.matcher(ending).matches() ? ending.toLowerCase(Locale.ROOT) : "";
  }

  private static String withoutEnding(String name) {
    return name.substring(0, name.lastIndexOf('.'));
  }
}
