package dev.senselink.batch.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * What of somebody stands in some file of a folder: plain in any usual encoding, in what is packed,
 * in a file's name, or as a digest that whoever tries all numbers would find.
 */
public final class Remains {
  private static final List<Charset> CHARSETS =
      List.of(
          StandardCharsets.UTF_8,
          StandardCharsets.UTF_16BE,
          StandardCharsets.UTF_16LE,
          Charset.forName("GB18030"));

  /** Letters of which less than these may stand together by chance. */
  private static final int SHORT = 6;

  /** What stands in a file's name by chance: e106 may be a part of it. */
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{16,}");

  /** Bytes as letters, so that they can be searched, to what they stand for. */
  private final Map<String, String> patterns = new LinkedHashMap<>();

  private final List<String> found = new ArrayList<>();

  private Remains(List<String> values) {
    for (String value : values) {
      CHARSETS.forEach(
          charset -> patterns.putIfAbsent(letters(value.getBytes(charset)), "plain " + value));
      for (String algorithm : List.of("MD5", "SHA-1", "SHA-256")) {
        byte[] digest = digest(algorithm, value);
        String what = algorithm + " of " + value;
        patterns.put(letters(digest), what);
        patterns.put(HexFormat.of().formatHex(digest), what);
        patterns.put(Base64.getEncoder().withoutPadding().encodeToString(digest), what);
      }
    }
  }

  /** Where something was found, and what. */
  public static List<String> in(Path below, List<String> values) {
    Remains remains = new Remains(values);
    try (Stream<Path> files = Files.walk(below)) {
      for (Path file : files.toList()) {
        String name = below.relativize(file).toString();
        String words = DIGEST.matcher(name).replaceAll("");
        values.stream()
            .filter(words::contains)
            .forEach(value -> remains.found.add("the name of " + name));
        remains.look("the name of " + name, name.getBytes(StandardCharsets.UTF_8));
        if (Files.isRegularFile(file)) {
          remains.look(name, Files.readAllBytes(file));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return remains.found;
  }

  private void look(String where, byte[] bytes) throws IOException {
    String text = letters(bytes);
    String lower = text.toLowerCase(Locale.ROOT);
    TreeSet<String> here = new TreeSet<>();
    patterns.forEach(
        (pattern, what) -> {
          // What is in small letters may stand there in capitals, too; nothing else may.
          boolean small = pattern.equals(pattern.toLowerCase(Locale.ROOT));
          if (stands(pattern, small ? lower : text)) {
            here.add(where + ": " + what);
          }
        });
    found.addAll(here);
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        look(where + "/" + entry.getName(), zip.readAllBytes());
      }
    }
    for (int at = 0; at + 2 < bytes.length; at++) {
      int two = (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
      if (two == 0x1f8b || two == 0x789c || two == 0x7801) {
        unpack(where + " at " + at, bytes, at, two == 0x1f8b);
      }
    }
  }

  /**
   * Whether it is there; what is short must be a word, or it would turn up in any packed bytes, and
   * Person 1 is not person 10.
   */
  private static boolean stands(String pattern, String text) {
    int at = text.indexOf(pattern);
    while (at >= 0 && isOther(pattern, text, at, at + pattern.length())) {
      at = text.indexOf(pattern, at + 1);
    }
    return at >= 0;
  }

  private static boolean isOther(String pattern, String text, int from, int to) {
    boolean numbered = pattern.contains(" ") && isDigit(pattern.charAt(pattern.length() - 1));
    return (pattern.length() < SHORT && isInWord(text, from, to))
        || (numbered && to < text.length() && isDigit(text.charAt(to)));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isInWord(String text, int from, int to) {
    return from > 0 && isOfWord(text.charAt(from - 1))
        || to < text.length() && isOfWord(text.charAt(to));
  }

  private static boolean isOfWord(char c) {
    return isDigit(c) || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
  }

  private void unpack(String where, byte[] bytes, int at, boolean gzip) throws IOException {
    InputStream packed = new ByteArrayInputStream(bytes, at, bytes.length - at);
    byte[] plain;
    try (InputStream in = gzip ? new GZIPInputStream(packed) : new InflaterInputStream(packed)) {
      plain = in.readAllBytes();
    } catch (IOException e) {
      return; // these two bytes began nothing
    }
    look(where, plain);
  }

  private static String letters(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static byte[] digest(String algorithm, String value) {
    try {
      return MessageDigest.getInstance(algorithm).digest(value.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
