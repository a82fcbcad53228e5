package dev.senselink.batch.console.setup;

import dev.senselink.batch.console.command.ServerSetup;
import dev.senselink.batch.console.page.Visitor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.HandlerInterceptor;

/** While there is no server, whoever may say which one is led to that page from Today. */
public final class SetUpFirst implements HandlerInterceptor {
  /** The page from which one is led on. */
  public static final String FROM = "/";

  private final ServerSetup setup;

  public SetUpFirst(ServerSetup setup) {
    this.setup = setup;
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (!Visitor.isOperator()) {
      return true;
    }
    ServerSetup.Known known = setup.known();
    if (known.complete() || !known.changeable()) {
      return true;
    }
    response.setStatus(HttpStatus.SEE_OTHER.value());
    response.setHeader("Location", SetUpController.PATH);
    return false;
  }
}
