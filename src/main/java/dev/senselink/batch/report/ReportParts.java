package dev.senselink.batch.report;

import dev.senselink.batch.outcome.OutcomeTally;
import dev.senselink.batch.outcome.RowEnding;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parts of the report's page that other pages show too: its style, the sentence on top, and the
 * outcomes with their chart.
 */
public final class ReportParts {
  private final PageTexts words;

  /**
   * @param locale the language of the page
   * @param job the command joined by {@code -}, {@code ""} for none
   */
  public ReportParts(Locale locale, String job) {
    this.words = new PageTexts(locale, job);
  }

  /** The style of all parts. */
  public static String style() {
    return PageTemplate.resource("report.css");
  }

  /** A part of the template. */
  public static String template(String part) {
    return PageTemplate.resource(part + ".html");
  }

  /** What a command is called. */
  public String job(String command) {
    return words.has("job." + command) ? words.of("job." + command) : command;
  }

  /** What an outcome is called. */
  public String outcome(RowEnding ending) {
    return words.of("outcome." + ending);
  }

  /**
   * What a code of an outcome is about, in few words; {@code ""} for one that is not known here.
   */
  public String problem(String code) {
    return words.has("problem." + code) ? words.of("problem." + code) : "";
  }

  public String time(ZonedDateTime time) {
    return words.time(time);
  }

  public String number(long number) {
    return words.number(number);
  }

  /** The language as browsers are told it. */
  public String tag() {
    return words.tag();
  }

  /** Values of the part that shows the outcomes. */
  public Map<String, @Nullable Object> outcomes(OutcomeTally tally) {
    OutcomeBars bars = new OutcomeBars(words, tally);
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("t", words.plain());
    values.put("rows", words.number(tally.sum()));
    values.put("bars", bars.all());
    values.put("chartTitle", bars.title());
    return values;
  }

  /** How serious the sentence on top is. */
  public enum Tone {
    GOOD(PageHead.TICK),
    WARN(PageHead.BANG),
    BAD(PageHead.STOP);

    private final String sign;

    Tone(String sign) {
      this.sign = sign;
    }

    /** The name of its colours in the style sheet. */
    public String style() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The path that draws its sign. */
    public String sign() {
      return sign;
    }
  }
}
