package dev.senselink.batch.console.access;

import dev.senselink.batch.machine.Machine;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;

/**
 * Ends a session eight hours after the sign-in, and after half an hour in which nobody did
 * anything. That a page asks how far a run has come is nobody's doing.
 */
public final class SessionLimitFilter implements Filter {
  /** How long a session lasts at most. */
  public static final Duration LONGEST = Duration.ofHours(8);

  /** How long nobody may do anything. */
  public static final Duration IDLE = Duration.ofMinutes(30);

  /** How the address ends of what pages ask by themselves. */
  public static final String ASKED_BY_ITSELF = "/progress";

  /** The header of whatever else they ask by themselves. */
  public static final String BY_ITSELF = "X-By-Itself";

  /** The name under which a request says how many seconds are left. */
  public static final String LEFT = "senselink.left";

  private static final String BEGAN = "senselink.began";
  private static final String ACTIVE = "senselink.active";

  private final Machine machine;

  public SessionLimitFilter(Machine machine) {
    this.machine = machine;
  }

  /** By both clocks: the one may step, the other stands while the machine sleeps. */
  private record Moment(long nanos, Instant wall) implements Serializable {
    static Moment now(Machine machine) {
      return new Moment(machine.nanos(), machine.wall().instant());
    }

    Duration until(Moment later) {
      Duration awake = Duration.ofNanos(later.nanos - nanos);
      Duration told = Duration.between(wall, later.wall);
      return awake.compareTo(told) > 0 ? awake : told;
    }
  }

  /** A session begins. */
  static void begin(HttpSession session, Machine machine) {
    session.setMaxInactiveInterval((int) LONGEST.toSeconds()); // this filter ends it before
    session.setAttribute(BEGAN, Moment.now(machine));
    session.setAttribute(ACTIVE, Moment.now(machine));
  }

  @Override
  public void doFilter(ServletRequest in, ServletResponse out, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest request = (HttpServletRequest) in;
    HttpSession session = request.getSession(false);
    if (session != null && session.getAttribute(BEGAN) instanceof Moment began) {
      Moment now = Moment.now(machine);
      Moment active = session.getAttribute(ACTIVE) instanceof Moment last ? last : began;
      if (left(began, now, LONGEST) <= 0 || left(active, now, IDLE) <= 0) {
        session.invalidate();
      } else {
        if (!isByItself(request)) {
          active = now;
          session.setAttribute(ACTIVE, active);
        }
        request.setAttribute(LEFT, Math.min(left(began, now, LONGEST), left(active, now, IDLE)));
      }
    } else if (session != null) {
      session.invalidate(); // nobody began it
    }
    chain.doFilter(in, out);
  }

  /** Whether nobody has told the page to ask. */
  static boolean isByItself(HttpServletRequest request) {
    return request.getHeader(BY_ITSELF) != null
        || request.getRequestURI().endsWith(ASKED_BY_ITSELF);
  }

  private static long left(Moment since, Moment now, Duration limit) {
    return limit.toSeconds() - since.until(now).toSeconds();
  }

  /** After how many seconds the session ends if nobody does anything more. */
  static long left(HttpServletRequest request) {
    return request.getAttribute(LEFT) instanceof Long left ? left : 0;
  }
}
