package dev.senselink.batch.console.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What somebody looks for. Names and numbers of people lie in the session, and an address names
 * only an id: what a browser or a proxy keeps of addresses tells of nobody.
 *
 * @param id {@code ""} for nothing that is looked for by an address
 * @param words {@code ""} for everything, also where the session has forgotten it
 */
public record KeptSearch(String id, String words) {
  /** The longest. */
  static final int LONGEST = 200;

  /** How many a session remembers, the newest. */
  static final int REMEMBERED = 50;

  /** The parameter of addresses. */
  private static final String PARAMETER = "find";

  private static final String KEPT = "senselink.searches";
  private static final KeptSearch EVERYTHING = new KeptSearch("", "");

  private static final class Newest extends LinkedHashMap<String, String> {
    private static final long serialVersionUID = 1L;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
      return size() > REMEMBERED;
    }
  }

  /** These words, of no address. */
  public static KeptSearch of(String words) {
    return new KeptSearch("", words);
  }

  /** What a request looks for. */
  public static KeptSearch asked(HttpServletRequest request) {
    String id = request.getParameter(PARAMETER);
    HttpSession session = request.getSession(false);
    if (id == null || session == null) {
      return EVERYTHING;
    }
    synchronized (KeptSearch.class) {
      String words = session.getAttribute(KEPT) instanceof Newest all ? all.get(id) : null;
      return words == null ? EVERYTHING : new KeptSearch(id, words);
    }
  }

  /** Keeps words for the session of a request. */
  static KeptSearch keep(HttpServletRequest request, String words) {
    if (words.isBlank()) {
      return EVERYTHING;
    }
    HttpSession session = request.getSession(true);
    KeptSearch kept = new KeptSearch(RandomId.next(), words.strip());
    synchronized (KeptSearch.class) {
      Newest all = session.getAttribute(KEPT) instanceof Newest known ? known : new Newest();
      all.put(kept.id(), kept.words());
      session.setAttribute(KEPT, all);
    }
    return kept;
  }

  /** As the addresses of pages name it, to be followed by others. */
  public String parameter() {
    return id.isEmpty() ? "" : PARAMETER + "=" + id + "&";
  }
}
