package dev.senselink.batch.console.access;

import static dev.senselink.batch.console.page.ConsoleMessages.words;

import dev.senselink.batch.console.account.Account;
import dev.senselink.batch.console.account.AccountRefusedException;
import dev.senselink.batch.console.account.Accounts;
import dev.senselink.batch.console.page.NoSuchPageException;
import dev.senselink.batch.console.page.PageRenderer;
import dev.senselink.batch.console.page.Visitor;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The own account: who one is here, and another password. */
@RestController
public final class AccountController {
  private final Accounts accounts;
  private final PageRenderer pages;
  private final SignInDelay delay;

  AccountController(Accounts accounts, PageRenderer pages, SignInDelay delay) {
    this.accounts = accounts;
    this.pages = pages;
    this.delay = delay;
  }

  private Account own() throws IOException {
    return accounts.find(Visitor.name()).orElseThrow(NoSuchPageException::new);
  }

  /** The page. */
  @GetMapping("/account")
  public ResponseEntity<String> show(HttpServletRequest request) throws IOException {
    return page(own(), HttpStatus.OK, "", request);
  }

  private ResponseEntity<String> page(
      Account own, HttpStatus status, String wrong, HttpServletRequest request) {
    return pages.page(
        status,
        "account",
        "account",
        Map.of("name", own.name(), "role", words("role." + own.role().word()), "wrong", wrong),
        request);
  }

  /**
   * Another password; all sessions of the account end, this one too. Whoever sits at somebody
   * else's open page guesses at the present one no faster than at the sign-in.
   */
  @PostMapping("/account/password")
  public ResponseEntity<String> change(
      @RequestParam("now") String now,
      @RequestParam("next") String next,
      @RequestParam("again") String again,
      HttpServletRequest request)
      throws IOException {
    String address = String.valueOf(request.getRemoteAddr());
    if (!delay.await(Visitor.name(), address)) {
      return page(own(), HttpStatus.TOO_MANY_REQUESTS, words("signIn.busy"), request);
    }
    Account own = own(); // as it is after the wait
    if (!accounts.isPassword(own, now)) {
      delay.failed(own.name(), address);
      return page(own, HttpStatus.CONFLICT, words("account.wrong"), request);
    }
    delay.succeeded(own.name(), address);
    if (!next.equals(again)) {
      return page(own, HttpStatus.CONFLICT, words("account.differs"), request);
    }
    try {
      accounts.change(own.name(), null, next);
    } catch (AccountRefusedException e) {
      return page(own, HttpStatus.CONFLICT, String.valueOf(e.getMessage()), request);
    }
    return ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create("/account")).build();
  }
}
