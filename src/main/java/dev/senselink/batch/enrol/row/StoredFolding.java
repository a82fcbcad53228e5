package dev.senselink.batch.enrol.row;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a server may make of a value without storing another one (E18). */
public final class StoredFolding {
  private static final Pattern MASK = Pattern.compile("[*＊]+");
  private static final int LONGEST_AREA_CODE = 4;
  private static final int SHORTEST_MOBILE = 5;

  private StoredFolding() {}

  /**
   * Whether the stored text is the sent one in another spelling: trimming, case, width, escaped
   * characters, a mask, the area code of a mobile, leading zeros of a card.
   */
  public static boolean explains(String field, String sent, String stored) {
    String meant = FieldFolding.of(field, sent);
    String shown = FieldFolding.of(field, unescaped(stored));
    return shown.equals(meant)
        || shown.equals(FieldFolding.of(field, unescaped(sent)))
        || (MASK.matcher(shown).find() && isMasked(meant, shown))
        || (field.equals("mobile") && isOneMobile(digits(meant), digits(shown)))
        || (field.equals("icNumber") && unpadded(meant).equals(unpadded(shown)));
  }

  /** The form in which what was sent is one of the {@link #readings} of what is stored of it. */
  public static String meant(String field, String sent) {
    String folded = FieldFolding.of(field, sent);
    return switch (field) {
      case "mobile" -> digits(folded).isEmpty() ? folded : digits(folded);
      case "icNumber" -> unpadded(folded);
      default -> folded;
    };
  }

  /**
   * All that a stored text may stand for, each as it is {@link #meant}: for whoever has but a hash
   * of what was sent.
   */
  public static Set<String> readings(String field, String stored) {
    Set<String> all = new LinkedHashSet<>();
    all.add(meant(field, stored));
    all.add(meant(field, unescaped(stored)));
    all.add(meant(field, escaped(stored)));
    String shown = digits(FieldFolding.of(field, stored));
    if (field.equals("mobile") && !shown.isEmpty()) {
      all.add("86" + shown);
      int most = Math.min(LONGEST_AREA_CODE, shown.length() - SHORTEST_MOBILE);
      for (int code = 1; code <= most; code++) {
        all.add(shown.substring(code));
      }
    }
    return all;
  }

  /** Whether some of a text is masked, so that nobody can tell it from a hash. */
  public static boolean isMasked(String stored) {
    return MASK.matcher(stored).find() && !MASK.matcher(stored).matches();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
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
