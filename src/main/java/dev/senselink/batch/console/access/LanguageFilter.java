package dev.senselink.batch.console.access;

import dev.senselink.batch.language.DisplayLanguage;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Speaks to each person in the own language: as chosen on a page, else as the browser is set, else
 * as the program was started.
 */
public final class LanguageFilter implements Filter {
  /** The cookie of the choice; it says nothing else. */
  public static final String CHOICE = "senselink-lang";

  @Override
  public void doFilter(ServletRequest in, ServletResponse out, FilterChain chain)
      throws IOException, ServletException {
    DisplayLanguage.speakHere(language((HttpServletRequest) in));
    try {
      chain.doFilter(in, out);
    } finally {
      DisplayLanguage.speakHere(null);
    }
  }

  private static @Nullable Locale language(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    for (Cookie cookie : cookies == null ? new Cookie[0] : cookies) {
      if (cookie.getName().equals(CHOICE)) {
        return cookie.getValue().equals("zh") ? Locale.CHINESE : Locale.ENGLISH;
      }
    }
    if (request.getHeader("Accept-Language") == null) {
      return null;
    }
    return request.getLocale().getLanguage().equals("zh") ? Locale.CHINESE : Locale.ENGLISH;
  }
}
