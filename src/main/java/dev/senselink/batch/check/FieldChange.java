package dev.senselink.batch.check;

/**
 * What a cell wants of a field: blank keeps, {@code <clear>} erases, anything else replaces. Its
 * {@link #toString} does not show the text, which is personal data.
 *
 * @param kind what to do
 * @param text the text to set, never empty; {@code ""} where nothing is set. This is what a create
 *     sends
 */
public record FieldChange(Kind kind, String text) {
  /** A blank cell, or a column the roster does not have. */
  public static final FieldChange KEEP = new FieldChange(Kind.KEEP, "");

  /** A cell that says {@code <clear>}. */
  public static final FieldChange CLEAR = new FieldChange(Kind.CLEAR, "");

  /** What to do with a field. */
  public enum Kind {
    KEEP,
    CLEAR,
    SET
  }

  public FieldChange {
    if ((kind == Kind.SET) == text.isEmpty()) {
      throw new IllegalArgumentException("exactly a field that is set has a text");
    }
  }

  /** A filled cell. */
  public static FieldChange set(String text) {
    return new FieldChange(Kind.SET, text);
  }

  public boolean keeps() {
    return kind == Kind.KEEP;
  }

  public boolean clears() {
    return kind == Kind.CLEAR;
  }

  public boolean sets() {
    return kind == Kind.SET;
  }

  /** What the field holds after an update, given what it holds before. */
  public String over(String present) {
    return keeps() ? present : text;
  }

  @Override
  public String toString() {
    return kind.toString();
  }
}
