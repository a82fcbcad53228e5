package dev.senselink.batch.console.access;

import static dev.senselink.batch.console.page.ConsoleMessages.words;

import dev.senselink.batch.console.account.Account;
import dev.senselink.batch.console.account.Accounts;
import dev.senselink.batch.console.audit.AuditLog;
import dev.senselink.batch.console.page.OwnPath;
import dev.senselink.batch.console.page.PageRenderer;
import dev.senselink.batch.console.page.Visitor;
import dev.senselink.batch.machine.Machine;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Signs in whoever has a token, and keeps the choice of a language. */
@RestController
public final class SignInController {
  static final String PATH = "/sign-in";

  private static final String IN = "sign-in";
  private static final String NOBODY = "-";

  private static final int A_YEAR = 365 * 24 * 60 * 60;

  private final SignInTokens tokens;
  private final Machine machine;
  private final PageRenderer pages;
  private final Accounts accounts;
  private final AuditLog audit;
  private final RefusalAudit refusals;
  private final HttpSessionSecurityContextRepository contexts =
      new HttpSessionSecurityContextRepository();

  public SignInController(
      SignInTokens tokens, Machine machine, PageRenderer pages, Accounts accounts, AuditLog audit) {
    this.tokens = tokens;
    this.machine = machine;
    this.pages = pages;
    this.accounts = accounts;
    this.audit = audit;
    this.refusals = new RefusalAudit(audit, machine);
  }

  /** The address that was printed. A browser that only looks ahead does not use the token up. */
  @GetMapping(PATH)
  public ResponseEntity<String> byAddress(
      @RequestParam(name = "token", required = false) @Nullable String token,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    boolean ahead = request.getHeader("Sec-Purpose") != null || !request.getMethod().equals("GET");
    return token == null || ahead
        ? page(HttpStatus.UNAUTHORIZED, "", request)
        : signIn(token, request, response);
  }

  /**
   * The local file that posts it. The answer is a page, from which the browser then goes to ours by
   * itself: on a way that began elsewhere it would not show the cookie it was just given.
   */
  @PostMapping(PATH)
  public ResponseEntity<String> byFile(
      @RequestParam("token") String token, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    ResponseEntity<String> answer = signIn(token, request, response);
    if (!answer.getStatusCode().is3xxRedirection()) {
      return answer;
    }
    response.setHeader("Refresh", "0;url=/");
    return pages.page(HttpStatus.OK, "message", "signedIn", Map.of(), request);
  }

  /** Somebody wants to stay: that is asked for at all is what counts. */
  @GetMapping("/session")
  public ResponseEntity<byte[]> stay(HttpServletRequest request) {
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .body(
            JsonMapper.shared()
                .writeValueAsBytes(Map.of("left", SessionLimitFilter.left(request))));
  }

  private ResponseEntity<String> signIn(
      String token, HttpServletRequest request, HttpServletResponse response) throws IOException {
    if (!tokens.redeem(token)) {
      refusals.signIn(NOBODY);
      return page(HttpStatus.UNAUTHORIZED, words("signIn.token"), request);
    }
    audit.did(Accounts.OWNER, IN, Map.of());
    HttpSession old = request.getSession(false);
    if (old != null) {
      old.invalidate(); // nobody may have laid a session out for this person
    }
    SessionLimitFilter.begin(request.getSession(true), machine);
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(
        UsernamePasswordAuthenticationToken.authenticated(
            Accounts.OWNER, null, AuthorityUtils.createAuthorityList("ROLE_ADMIN")));
    contexts.saveContext(context, request, response);
    return ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create("/")).build();
  }

  /**
   * Somebody has signed in with a password: they are where they wanted to be, or out again if that
   * cannot be written down.
   */
  void isIn(HttpServletRequest request, HttpServletResponse response, Authentication who)
      throws IOException {
    try {
      audit.did(who.getName(), IN, Map.of());
    } catch (IOException e) {
      LoggerFactory.getLogger(SignInController.class).warn("failed: {}", e.getClass().getName());
      request.getSession(true).invalidate();
      SecurityContextHolder.clearContext();
      write(
          pages.page(
              HttpStatus.SERVICE_UNAVAILABLE, "message", "unreadableFile", Map.of(), request),
          response);
      return;
    }
    SessionLimitFilter.begin(request.getSession(true), machine);
    response.setStatus(HttpStatus.SEE_OTHER.value());
    String back = request.getParameter("back");
    response.setHeader("Location", OwnPath.of(back == null ? "/" : back));
  }

  /** A name that is no account's may be a password in the wrong place: it is not written down. */
  void isNotIn(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
      throws IOException {
    String typed = String.valueOf(request.getParameter("account"));
    refusals.signIn(known(typed));
    boolean wrong = why instanceof BadCredentialsException;
    write(
        page(
            wrong ? HttpStatus.UNAUTHORIZED : HttpStatus.TOO_MANY_REQUESTS,
            words(wrong ? "signIn.wrong" : "signIn.busy"),
            request),
        response);
  }

  private String known(String typed) {
    try {
      return accounts.find(typed).map(Account::name).orElse(NOBODY);
    } catch (IOException e) {
      return NOBODY; // the page says that nobody is known
    }
  }

  /** Somebody signs out; where that cannot be written down they are out all the same. */
  void goes(@Nullable Authentication who) {
    try {
      if (who != null) {
        audit.did(who.getName(), "sign-out", Map.of());
      }
    } catch (IOException e) {
      LoggerFactory.getLogger(SignInController.class).warn("failed: {}", e.getClass().getName());
    }
  }

  /** Nobody is signed in. */
  void ask(HttpServletRequest request, HttpServletResponse response) throws IOException {
    write(page(HttpStatus.UNAUTHORIZED, "", request), response);
  }

  /** Somebody may not do this, or nobody: their page was open for too long. */
  void refuse(HttpServletRequest request, HttpServletResponse response) throws IOException {
    if (!Visitor.isKnown()) {
      write(page(HttpStatus.FORBIDDEN, words("signIn.again"), request), response);
      return;
    }
    if (!request.getMethod().equals("GET")) {
      refusals.request(request.getRequestURI());
    }
    write(pages.page(HttpStatus.FORBIDDEN, "message", "refused", Map.of(), request), response);
  }

  private static void write(ResponseEntity<String> page, HttpServletResponse response)
      throws IOException {
    response.setStatus(page.getStatusCode().value());
    response.setContentType(PageRenderer.HTML.toString());
    response
        .getOutputStream()
        .write(String.valueOf(page.getBody()).getBytes(StandardCharsets.UTF_8));
  }

  private ResponseEntity<String> page(HttpStatus status, String wrong, HttpServletRequest request) {
    try {
      return page(status, wrong, !accounts.all().isEmpty(), request);
    } catch (IOException e) {
      LoggerFactory.getLogger(SignInController.class).error("failed: {}", e.getClass().getName());
      return page(HttpStatus.SERVICE_UNAVAILABLE, words("signIn.unreadable"), false, request);
    }
  }

  private ResponseEntity<String> page(
      HttpStatus status, String wrong, boolean withPassword, HttpServletRequest request) {
    String asked = request.getParameter("back");
    String back = asked == null ? request.getRequestURI() : asked;
    boolean page = !back.startsWith(PATH) && !SessionLimitFilter.isByItself(request);
    return pages.page(
        status,
        "sign-in",
        "signIn",
        Map.of("wrong", wrong, "withPassword", withPassword, "back", page ? OwnPath.of(back) : "/"),
        request);
  }

  /** Remembers the language that was chosen, and goes back to the page. */
  @PostMapping("/language")
  public ResponseEntity<String> language(
      @RequestParam("lang") String lang,
      @RequestParam(name = "back", defaultValue = "/") String back,
      HttpServletResponse response) {
    Cookie choice = new Cookie(LanguageFilter.CHOICE, lang.equals("zh") ? "zh" : "en");
    choice.setPath("/");
    choice.setHttpOnly(true);
    choice.setAttribute("SameSite", "Strict");
    choice.setMaxAge(A_YEAR);
    response.addCookie(choice);
    return ResponseEntity.status(HttpStatus.SEE_OTHER)
        .location(URI.create(OwnPath.of(back)))
        .build();
  }
}
