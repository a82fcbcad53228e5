package dev.senselink.batch.sandbox.call;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes a multipart/form-data body apart (RFC 7578); text is UTF-8. */
final class MultipartBodyParser {
  private static final Pattern BOUNDARY =
      Pattern.compile("boundary=(?:\"([^\"]+)\"|([^;\\s]+))", Pattern.CASE_INSENSITIVE);
  private static final Pattern NAME = Pattern.compile("[;\\s]name=\"([^\"]*)\"");
  private static final Pattern FILE_NAME = Pattern.compile("[;\\s]filename\\*?=");
  private static final byte[] BLANK_LINE = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  /** One part; a part with a file name is a file. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared, never changed.
  record Part(String name, boolean isFile, String contentType, byte[] bytes) {}

  private final byte[] body;

  private MultipartBodyParser(byte[] body) {
    this.body = body;
  }

  /**
   * All parts in order. Throws a {@link CallRefusedException} where the body is not well formed.
   */
  static List<Part> parts(String contentType, byte[] body) {
    Matcher boundary = BOUNDARY.matcher(contentType);
    if (!boundary.find()) {
      throw CallRefusedException.invalid("multipart without boundary");
    }
    String text = boundary.group(1) == null ? boundary.group(2) : boundary.group(1);
    return new MultipartBodyParser(body).parts("--" + text);
  }

  private List<Part> parts(String dashBoundary) {
    byte[] first = dashBoundary.getBytes(StandardCharsets.UTF_8);
    byte[] next = ("\r\n" + dashBoundary).getBytes(StandardCharsets.UTF_8);
    List<Part> parts = new ArrayList<>();
    int at = find(first, 0) + first.length;
    while (!isEnd(at)) {
      int headerEnd = find(BLANK_LINE, at);
      int end = find(next, headerEnd + BLANK_LINE.length);
      parts.add(part(at, headerEnd, end));
      at = end + next.length;
    }
    return parts;
  }

  private boolean isEnd(int at) {
    return at + 1 < body.length && body[at] == '-' && body[at + 1] == '-';
  }

  private Part part(int from, int headerEnd, int end) {
    String headers = new String(body, from, headerEnd - from, StandardCharsets.UTF_8);
    Matcher name = NAME.matcher(headers);
    if (!name.find()) {
      throw CallRefusedException.invalid("a part without a name");
    }
    boolean isFile = FILE_NAME.matcher(headers).find();
    byte[] bytes = Arrays.copyOfRange(body, headerEnd + BLANK_LINE.length, end);
    return new Part(name.group(1), isFile, contentType(headers), bytes);
  }

  private static String contentType(String headers) {
    return headers
        .lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-type:"))
        .map(line -> line.substring(line.indexOf(':') + 1).trim())
        .findFirst()
        .orElse("");
  }

  private int find(byte[] wanted, int from) {
    for (int i = from; i <= body.length - wanted.length; i++) {
      if (body[i] == wanted[0]
          && Arrays.equals(body, i, i + wanted.length, wanted, 0, wanted.length)) {
        return i;
      }
    }
    throw CallRefusedException.invalid("the multipart body is cut short");
  }
}
