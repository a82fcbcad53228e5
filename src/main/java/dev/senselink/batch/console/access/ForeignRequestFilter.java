package dev.senselink.batch.console.access;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what does not come from a page of ours: any request under a foreign name, and any that
 * would change something from another origin. Stands before all else, so that no page can forget
 * it.
 */
public final class ForeignRequestFilter implements Filter {
  private static final int MISDIRECTED = 421;
  private static final Set<String> ONLY_READ = Set.of("GET", "HEAD");

  private final Supplier<OwnAddress> known;

  /**
   * @param known by which names it may be called now
   */
  public ForeignRequestFilter(Supplier<OwnAddress> known) {
    this.known = known;
  }

  @Override
  public void doFilter(ServletRequest in, ServletResponse out, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest request = (HttpServletRequest) in;
    HttpServletResponse response = (HttpServletResponse) out;
    OwnAddress own = known.get();
    String host = request.getHeader("Host");
    if (!own.isHost(host)) {
      response.sendError(MISDIRECTED);
    } else if (!ONLY_READ.contains(request.getMethod()) && isForeign(request, own, host)) {
      response.sendError(HttpServletResponse.SC_FORBIDDEN);
    } else {
      chain.doFilter(request, response);
    }
  }

  /** A file of the user that posts a token ({@code --open}) has no origin; the token is its own. */
  private static boolean isForeign(
      HttpServletRequest request, OwnAddress own, @Nullable String host) {
    if (SignInController.PATH.equals(request.getRequestURI())) {
      return false;
    }
    String site = request.getHeader("Sec-Fetch-Site");
    return !own.isOrigin(request.getHeader("Origin"), host)
        || site != null && !site.equals("same-origin");
  }
}
