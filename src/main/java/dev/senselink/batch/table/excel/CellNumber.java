package dev.senselink.batch.table.excel;

import dev.senselink.batch.table.CellMark;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * A workbook's number as text.
 *
 * @param text the shortest exact decimal, or a date {@code yyyy-MM-dd[ HH:mm:ss]}
 * @param mark what else is to be known, null if nothing
 */
public record CellNumber(String text, @Nullable CellMark mark) {
  /** Spreadsheets keep 15 digits; the sixteenth is already wrong. */
  private static final int KEPT_DIGITS = 15;

  private static final int MOST_DIGITS_OF_A_DOUBLE = 17;
  private static final int DAY_SECONDS = 86_400;
  private static final int FIRST_OF_MARCH_1900 = 61;
  private static final int BEYOND_9999 = 2_958_466;
  private static final LocalDate EPOCH_1900 = LocalDate.of(1899, 12, 30);
  private static final LocalDate EPOCH_1904 = LocalDate.of(1904, 1, 1);
  private static final DateTimeFormatter TIMES = DateTimeFormatter.ofPattern("HH:mm:ss");

  /**
   * The number as the sheet means it.
   *
   * @param from1904 whether day 0 is 1904-01-01, as in files from old Macs
   */
  static CellNumber of(double number, NumberStyle style, boolean from1904) {
    return switch (style.kind()) {
      case NUMBER -> plain(number, style);
      case ELAPSED -> number < 0 ? plain(number, style) : elapsed(number);
      case DATE, DATE_TIME, TIME ->
          number < 0 || number >= BEYOND_9999
              ? plain(number, style)
              : date(number, style, from1904);
    };
  }

  /** A moment that the file says in words of its own, not as a number. */
  static CellNumber moment(LocalDateTime moment, boolean timeShown) {
    return moment.toLocalTime().equals(LocalTime.MIDNIGHT)
        ? new CellNumber(
            moment.toLocalDate().toString(), timeShown ? CellMark.MIDNIGHT : CellMark.DATE)
        : new CellNumber(moment.toLocalDate() + " " + TIMES.format(moment), CellMark.DATE);
  }

  /** The number as spreadsheets write those they had to round, for example 1.1E+17. */
  public static String rounded(String plain) {
    BigDecimal number = new BigDecimal(plain).stripTrailingZeros();
    String digits = number.unscaledValue().abs().toString();
    int exponent = digits.length() - 1 - number.scale();
    return (number.signum() < 0 ? "-" : "")
        + digits.charAt(0)
        + (digits.length() > 1 ? "." + digits.substring(1) : "")
        + "E"
        + (exponent < 0 ? "-" : "+")
        + Math.abs(exponent);
  }

  private static CellNumber plain(double number, NumberStyle style) {
    String text = decimal(number);
    long digits = text.chars().filter(c -> c >= '0' && c <= '9').count();
    if (digits > KEPT_DIGITS && significant(text) > KEPT_DIGITS) {
      return new CellNumber(text, CellMark.DAMAGED);
    }
    boolean padded = style.digits() > digits && text.indexOf('.') < 0;
    boolean otherwise = number >= 0 && (padded || style.dressed());
    return new CellNumber(text, otherwise ? CellMark.PADDED : null);
  }

  private static int significant(String decimal) {
    return decimal.replaceFirst("^-?[0.]*", "").replace(".", "").length();
  }

  private static String decimal(double number) {
    if (number == Math.rint(number) && Math.abs(number) < 1e15) {
      return Long.toString((long) number);
    }
    for (int digits = KEPT_DIGITS; digits < MOST_DIGITS_OF_A_DOUBLE; digits++) {
      BigDecimal shorter = new BigDecimal(number, new MathContext(digits, RoundingMode.HALF_EVEN));
      if (shorter.doubleValue() == number) {
        return plain(shorter);
      }
    }
    return plain(new BigDecimal(number, new MathContext(MOST_DIGITS_OF_A_DOUBLE)));
  }

  private static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }

  private static CellNumber elapsed(double number) {
    long seconds = Math.round(number * DAY_SECONDS);
    return new CellNumber(
        "%d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60), null);
  }

  private static CellNumber date(double number, NumberStyle style, boolean from1904) {
    long seconds = Math.round(number * DAY_SECONDS);
    long day = seconds / DAY_SECONDS;
    LocalTime time = LocalTime.ofSecondOfDay(seconds % DAY_SECONDS);
    if (day == 0 && style.kind() == NumberStyle.Kind.TIME) {
      return new CellNumber(TIMES.format(time), null);
    }
    if (!from1904 && day == FIRST_OF_MARCH_1900 - 1) {
      // Excel counts a day that never was; whoever reads the date refuses it.
      return new CellNumber("1900-02-29", null);
    }
    LocalDate date =
        from1904
            ? EPOCH_1904.plusDays(day)
            : EPOCH_1900.plusDays(day < FIRST_OF_MARCH_1900 ? day + 1 : day);
    return moment(date.atTime(time), style.kind() != NumberStyle.Kind.DATE);
  }
}
