package dev.senselink.batch.sandbox.call;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** One page of a list, with the page fields of the samples (NOTES 27). */
public final class ListPage {
  private static final int STANDARD_SIZE = 20;

  private ListPage() {}

  /**
   * Which rows are asked for.
   *
   * @param number from 1
   */
  public record Wanted(long number, long size) {
    public static Wanted of(CallForm form) {
      long number = form.number("page", 1);
      long size = form.number("size", STANDARD_SIZE);
      if (number < 1 || size < 1) {
        throw CallRefusedException.invalid("page and size begin at 1");
      }
      return new Wanted(number, size);
    }

    public Wanted atMost(long most) {
      return size <= most ? this : new Wanted(number, most);
    }

    public long first() {
      return (number - 1) * size;
    }

    public boolean has(long place) {
      return place >= first() && place - first() < size;
    }
  }

  public static <T> CallAnswer page(CallForm form, List<T> all, Function<T, Object> json) {
    Wanted wanted = Wanted.of(form);
    List<Object> rows = all.stream().skip(wanted.first()).limit(wanted.size()).map(json).toList();
    return page(wanted, all.size(), rows);
  }

  /** The same where only the rows of this page were looked up. */
  public static CallAnswer page(Wanted wanted, long total, List<Object> rows) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("total", total);
    data.put("pageNum", wanted.number());
    data.put("size", rows.size());
    data.put("pageSize", wanted.size());
    data.put("totalPage", (total + wanted.size() - 1) / wanted.size());
    data.put("data", rows);
    return CallAnswer.ok(data);
  }
}
