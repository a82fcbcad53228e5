package dev.senselink.batch.enrol.write;

import dev.senselink.batch.enrol.row.FieldFolding;
import java.text.Normalizer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a server may make of a value without storing another one (E18). */
final class StoredFolding {
  private static final Pattern MASK = Pattern.compile("[*＊]+");
  private static final int LONGEST_AREA_CODE = 4;
  private static final int SHORTEST_MOBILE = 5;

  private StoredFolding() {}

  /**
   * Whether the stored text is the sent one in another spelling: trimming, case, width, escaped
   * characters, a mask, the area code of a mobile, leading zeros of a card.
   */
  static boolean explains(String field, String sent, String stored) {
    String meant = FieldFolding.of(field, sent);
    String shown = FieldFolding.of(field, unescaped(stored));
    return shown.equals(meant)
        || shown.equals(FieldFolding.of(field, unescaped(sent)))
        || (MASK.matcher(shown).find() && isMasked(meant, shown))
        || (field.equals("mobile") && isOneMobile(digits(meant), digits(shown)))
        || (field.equals("icNumber") && unpadded(meant).equals(unpadded(shown)));
  }

  private static String unescaped(String text) {
    return text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&#x27;", "'")
        .replace("&apos;", "'")
        .replace("&amp;", "&");
  }

  /** Of a mask alone nothing can be told, so that it explains nothing. */
  private static boolean isMasked(String meant, String shown) {
    StringBuilder pattern = new StringBuilder();
    Matcher mask = MASK.matcher(shown);
    int from = 0;
    while (mask.find()) {
      pattern.append(Pattern.quote(shown.substring(from, mask.start()))).append(".+");
      from = mask.end();
    }
    pattern.append(Pattern.quote(shown.substring(from)));
    return !MASK.matcher(shown).matches()
        && Pattern.compile(pattern.toString(), Pattern.DOTALL).matcher(meant).matches();
  }

  private static String digits(String text) {
    String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).replaceAll("[()./]", "");
    return plain.matches("\\+?[0-9]+") ? plain.replaceFirst("^(\\+|00)", "") : "";
  }

  /** One of the two may have an area code in front. */
  private static boolean isOneMobile(String meant, String shown) {
    String longer = meant.length() > shown.length() ? meant : shown;
    String shorter = meant.length() > shown.length() ? shown : meant;
    int more = longer.length() - shorter.length();
    boolean code = shown.length() > meant.length() || longer.startsWith("86");
    return shorter.length() >= SHORTEST_MOBILE
        && longer.endsWith(shorter)
        && (more == 0 || (code && more <= LONGEST_AREA_CODE));
  }

  private static String unpadded(String text) {
    String plain = text.replaceFirst("^0+", "");
    return plain.isEmpty() ? text : plain;
  }
}
