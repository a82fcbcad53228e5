package dev.senselink.batch.console.access;

import dev.senselink.batch.console.account.Account;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.userdetails.User;

/** Somebody with an account, as it was when they signed in. */
final class SignedIn extends User {
  private static final long serialVersionUID = 1L;

  private final String stamp;

  SignedIn(Account account) {
    super(
        account.name(),
        account.password(),
        AuthorityUtils.createAuthorityList("ROLE_" + account.role().name()));
    this.stamp = account.stamp();
  }

  /** Whether the account is still as it was. */
  boolean isStill(Account now) {
    return now.stamp().equals(stamp);
  }

  @Override
  public boolean equals(Object other) {
    return super.equals(other) && other instanceof SignedIn same && same.stamp.equals(stamp);
  }

  @Override
  public int hashCode() {
    return stamp.hashCode();
  }
}
