package dev.senselink.batch.sandbox.call;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** One page of a list, with the page fields of the samples (NOTES 27). */
public final class Pages {
  private static final int STANDARD_SIZE = 20;

  private Pages() {}

  /**
   * Which rows are asked for.
   *
   * @param number from 1
   */
  public record Wanted(long number, long size) {
    public static Wanted of(Form form) {
      long number = form.number("page", 1);
      long size = form.number("size", STANDARD_SIZE);
      if (number < 1 || size < 1) {
        throw Refusal.invalid("page and size begin at 1");
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

  public static <T> Answer page(Form form, List<T> all, Function<T, Object> json) {
    Wanted wanted = Wanted.of(form);
    List<Object> rows = all.stream().skip(wanted.first()).limit(wanted.size()).map(json).toList();
    return page(wanted, all.size(), rows);
  }

  /** The same where only the rows of this page were looked up. */
  public static Answer page(Wanted wanted, long total, List<Object> rows) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("total", total);
    data.put("pageNum", wanted.number());
    data.put("size", rows.size());
    data.put("pageSize", wanted.size());
    data.put("totalPage", (total + wanted.size() - 1) / wanted.size());
    data.put("data", rows);
    return Answer.ok(data);
  }
}
