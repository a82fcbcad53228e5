package dev.senselink.batch.console.access;

import dev.senselink.batch.console.account.Accounts;
import dev.senselink.batch.console.account.Passwords;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/** Asks for a password, the slower the more often it was wrong. */
final class AccountSignIn implements AuthenticationProvider {
  private final Accounts accounts;
  private final SignInDelay delay;
  private final DaoAuthenticationProvider asked;

  AccountSignIn(Accounts accounts, SignInDelay delay) {
    this.accounts = accounts;
    this.delay = delay;
    this.asked = new DaoAuthenticationProvider(this::find);
    asked.setPasswordEncoder(new Passwords());
  }

  private UserDetails find(String name) {
    try {
      return accounts
          .find(name)
          .map(SignedIn::new)
          .orElseThrow(() -> new UsernameNotFoundException("none"));
    } catch (IOException e) {
      throw new AuthenticationServiceException("unreadable", e);
    }
  }

  @Override
  public @Nullable Authentication authenticate(Authentication typed) {
    String name = typed.getName();
    String address =
        typed.getDetails() instanceof WebAuthenticationDetails from
            ? String.valueOf(from.getRemoteAddress())
            : "";
    if (!delay.await(name, address)) {
      throw new AuthenticationServiceException("busy");
    }
    try {
      Authentication done = asked.authenticate(typed);
      delay.succeeded(name, address);
      return done;
    } catch (BadCredentialsException e) {
      delay.failed(name, address);
      throw e;
    }
  }

  @Override
  public boolean supports(Class<?> kind) {
    return UsernamePasswordAuthenticationToken.class.isAssignableFrom(kind);
  }
}
