package dev.senselink.batch.api;

import tools.jackson.databind.JsonNode;

/** The server's pages (NOTES 27): the page fields stand in the manual's samples only. */
public final class PageFields {
  private PageFields() {}

  /** The rows of a page object, or of a plain array; missing if there are none. */
  static JsonNode rows(JsonNode envelope) {
    return rowsOf(envelope.path("data"));
  }

  static JsonNode rowsOf(JsonNode data) {
    return data.isArray() ? data : data.path("data");
  }

  /** Whether nothing follows this page. A plain array is all there is. */
  public static boolean isLast(JsonNode envelope, int page) {
    JsonNode data = envelope.path("data");
    if (!data.isObject() || rows(envelope).isEmpty()) {
      return true;
    }
    Long pages = LenientJson.wholeNumber(data, "totalPage", "total_page");
    Long number = LenientJson.wholeNumber(data, "pageNum", "page_num");
    return pages != null && (number == null ? page : Math.max(page, number)) >= pages;
  }
}
