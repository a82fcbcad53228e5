package dev.senselink.batch.report;

import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.RowEnding;
import java.text.MessageFormat;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;

/** The texts of the page in its language. */
final class PageTexts {
  private static final String BUNDLE = "dev.senselink.batch.report.page";

  private final Locale locale;
  private final String job;
  private final ResourceBundle bundle;

  /**
   * @param job a job may have words of its own: those of the text's key, a dot and the job
   */
  PageTexts(Locale locale, String job) {
    this.locale = locale;
    this.job = job;
    this.bundle =
        ResourceBundle.getBundle(
            BUNDLE,
            locale,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  /**
   * A text with its values put in.
   *
   * @throws java.util.MissingResourceException for a text that was forgotten: a defect
   */
  String of(String key, Object... values) {
    return new MessageFormat(text(key), locale).format(values);
  }

  private String text(String key) {
    String own = key + "." + job;
    return bundle.getString(has(own) ? own : key);
  }

  boolean has(String key) {
    return bundle.containsKey(key);
  }

  /** The texts that stand in the page as they are. */
  Map<String, String> plain() {
    Map<String, String> texts = new HashMap<>();
    for (String key : bundle.keySet()) {
      texts.put(key, text(key));
    }
    return texts;
  }

  /** A whole number as the language writes it. */
  String number(long number) {
    return new MessageFormat("{0}", locale).format(new Object[] {number});
  }

  /** A share in hundredths of the whole, with one digit behind the point where it is small. */
  String percent(long part, long whole) {
    double percent = whole == 0 ? 0 : 100.0 * part / whole;
    if (part > 0 && percent < 0.1) {
      return of("share.tiny");
    }
    boolean fine = percent < 10 || percent > 99 && part < whole;
    return of("share.percent", String.format(locale, fine ? "%.1f" : "%.0f", percent));
  }

  /** A day and time as the language writes them; what Java takes for that differs by version. */
  String time(ZonedDateTime time) {
    return DateTimeFormatter.ofPattern(of("time.pattern"), locale).format(time);
  }

  /** A number with a digit behind the point where it is small. */
  String rate(double number) {
    return String.format(locale, number < 10 ? "%.1f" : "%,.0f", number);
  }

  /** Names in a row. */
  String list(List<String> names) {
    return names.stream().reduce((before, name) -> of("list", before, name)).orElse("");
  }

  /** The language as browsers are told it: it decides how Chinese letters are drawn. */
  String tag() {
    return locale.getLanguage().equals(Locale.CHINESE.getLanguage())
        ? Locale.SIMPLIFIED_CHINESE.toLanguageTag()
        : locale.toLanguageTag();
  }

  /** What an outcome's code is about, in few words, and what to do. */
  CodeExplanations.Explanation problem(Outcome outcome, CodeExplanations server) {
    String code = code(outcome);
    if (has("problem." + code)) {
      return new CodeExplanations.Explanation(
          of("problem." + code), of("problem." + code + ".remedy"));
    }
    return server
        .of(code)
        .map(
            words ->
                new CodeExplanations.Explanation(
                    capital(words.meaning()), of("remedy", capital(words.remedy()))))
        .orElseGet(() -> new CodeExplanations.Explanation(of("problem.other"), ""));
  }

  /** The code under which a row is filed; rows that were never reached have none of their own. */
  static String code(Outcome outcome) {
    return outcome.code().isEmpty() && outcome.ending() == RowEnding.NOT_ATTEMPTED
        ? "NOT_REACHED"
        : outcome.code();
  }

  private static String capital(String words) {
    return words.isEmpty()
        ? words
        : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }
}
