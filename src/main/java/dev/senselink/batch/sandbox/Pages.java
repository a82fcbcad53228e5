package dev.senselink.batch.sandbox;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** One page of a list, with the page fields of the samples (NOTES 27). */
final class Pages {
  private static final int STANDARD_SIZE = 20;

  private Pages() {}

  static <T> Answer page(Form form, List<T> all, Function<T, Object> json) {
    long page = form.number("page", 1);
    long size = form.number("size", STANDARD_SIZE);
    if (page < 1 || size < 1) {
      throw Refusal.invalid("page and size begin at 1");
    }
    List<Object> rows = all.stream().skip((page - 1) * size).limit(size).map(json).toList();
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("total", all.size());
    data.put("pageNum", page);
    data.put("size", rows.size());
    data.put("pageSize", size);
    data.put("totalPage", (all.size() + size - 1) / size);
    data.put("data", rows);
    return Answer.ok(data);
  }
}
