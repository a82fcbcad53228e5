package dev.senselink.batch.console.access;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.DefaultCsrfToken;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;

/**
 * The tokens of forms: of who is signed in, in the session; of who is not, in a cookie. Whoever
 * only looks has no session, so nobody can fill the memory with them.
 */
final class FormTokens implements CsrfTokenRepository {
  private static final Pattern TOKEN = Pattern.compile("[0-9a-f-]{36}");

  private final HttpSessionCsrfTokenRepository sessions = new HttpSessionCsrfTokenRepository();

  @Override
  public CsrfToken generateToken(HttpServletRequest request) {
    return sessions.generateToken(request);
  }

  @Override
  public void saveToken(
      @Nullable CsrfToken token, HttpServletRequest request, HttpServletResponse response) {
    if (request.getSession(false) != null) {
      sessions.saveToken(token, request, response);
      return;
    }
    Cookie cookie = new Cookie(name(request), token == null ? "" : token.getToken());
    cookie.setPath("/");
    cookie.setHttpOnly(true);
    cookie.setSecure(request.getServletContext().getSessionCookieConfig().isSecure());
    cookie.setAttribute("SameSite", "Strict");
    cookie.setMaxAge(token == null ? 0 : -1);
    response.addCookie(cookie);
  }

  @Override
  public @Nullable CsrfToken loadToken(HttpServletRequest request) {
    if (request.getSession(false) != null) {
      return sessions.loadToken(request);
    }
    Cookie[] cookies = request.getCookies();
    for (Cookie cookie : cookies == null ? new Cookie[0] : cookies) {
      if (cookie.getName().equals(name(request)) && TOKEN.matcher(cookie.getValue()).matches()) {
        CsrfToken form = generateToken(request);
        return new DefaultCsrfToken(
            form.getHeaderName(), form.getParameterName(), cookie.getValue());
      }
    }
    return null;
  }

  /** Each console has one of its own, as it has for the session. */
  private static String name(HttpServletRequest request) {
    return request.getServletContext().getSessionCookieConfig().getName() + "-form";
  }
}
