package dev.senselink.batch.table;

/** File content as a message may show it: short, on one line, nothing a terminal would obey. */
public final class DisplayText {
  private static final int MOST = 40;

  private DisplayText() {}

  public static String text(String content) {
    String clean = CleanText.of(content);
    StringBuilder shown = new StringBuilder();
    clean
        .codePoints()
        .limit(MOST)
        .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? ' ' : c)
        .forEach(shown::appendCodePoint);
    return clean.codePointCount(0, clean.length()) > MOST ? shown + "…" : shown.toString();
  }
}
