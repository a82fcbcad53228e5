package dev.senselink.batch.console.page;

import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.userdetails.UserDetails;

/** Whoever a page is made for: what they may not do is not offered, nor shown, to them. */
public final class Visitor {
  private static final String ADMIN = "ROLE_ADMIN";

  private Visitor() {}

  private static Set<String> roles() {
    Authentication who = SecurityContextHolder.getContext().getAuthentication();
    return who == null
        ? Set.of()
        : who.getAuthorities().stream()
            .map(GrantedAuthority::getAuthority)
            .filter(role -> role != null && role.startsWith("ROLE_"))
            .filter(role -> !role.equals("ROLE_ANONYMOUS"))
            .collect(Collectors.toSet());
  }

  /** Whether it is somebody who signed in. */
  public static boolean isKnown() {
    return !roles().isEmpty();
  }

  /** Whether they may import, decide, run jobs, and see ID numbers. */
  public static boolean isOperator() {
    return isAdmin() || roles().contains("ROLE_OPERATOR");
  }

  /** Whether they may do all. */
  public static boolean isAdmin() {
    return roles().contains(ADMIN);
  }

  /** Whether they signed in with an account of their own, not with a token of the terminal. */
  public static boolean isAccount() {
    Authentication who = SecurityContextHolder.getContext().getAuthentication();
    return who != null && who.getPrincipal() instanceof UserDetails;
  }

  /** What they are called. */
  public static String name() {
    Authentication who = SecurityContextHolder.getContext().getAuthentication();
    return who == null ? "" : who.getName();
  }
}
