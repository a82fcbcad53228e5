package dev.senselink.batch.console.access;

import dev.senselink.batch.console.account.Account;
import dev.senselink.batch.console.account.Accounts;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Ends a session as soon as its account is another: removed, with another role, or with another
 * password. Where accounts cannot be read nobody is let in.
 */
final class ChangedAccountFilter implements Filter {
  private final Accounts accounts;

  ChangedAccountFilter(Accounts accounts) {
    this.accounts = accounts;
  }

  @Override
  public void doFilter(ServletRequest in, ServletResponse out, FilterChain chain)
      throws IOException, ServletException {
    Authentication who = SecurityContextHolder.getContext().getAuthentication();
    if (who != null && who.getPrincipal() instanceof SignedIn then && !isStill(then)) {
      HttpSession session = ((HttpServletRequest) in).getSession(false);
      if (session != null) {
        session.invalidate();
      }
      SecurityContextHolder.clearContext();
      in.removeAttribute(SessionLimitFilter.LEFT);
    }
    chain.doFilter(in, out);
  }

  private boolean isStill(SignedIn then) {
    try {
      Optional<Account> now = accounts.find(then.getUsername());
      return now.filter(then::isStill).isPresent();
    } catch (IOException e) {
      return false;
    }
  }
}
