package dev.senselink.batch.console.runs;

import static dev.senselink.batch.console.page.ConsoleMessages.words;

import java.util.Map;

/**
 * The way to the pages before and after.
 *
 * @param page the one that is shown, from 0
 * @param found how many things there are
 * @param address of a page, without its number
 */
public record Pager(int page, long found, String address) {
  /** How many things a page shows. */
  public static final int SIZE = ResultPage.SIZE;

  /** No list is longer, whatever number somebody puts into an address. */
  private static final int LAST = 1_000_000;

  /** The page that an asked number means. */
  public static int page(int asked) {
    return Math.min(Math.max(0, asked), LAST);
  }

  /** Values of the part that shows it. */
  public Map<String, Object> values() {
    long pages = Math.max(1, (found + ResultPage.SIZE - 1) / ResultPage.SIZE);
    int here = page(page);
    return Map.of(
        "several",
        pages > 1,
        "before",
        here > 0 ? address + (here - 1) : "",
        "after",
        here + 1 < pages ? address + (here + 1) : "",
        "where",
        words("pager", here + 1, pages));
  }
}
