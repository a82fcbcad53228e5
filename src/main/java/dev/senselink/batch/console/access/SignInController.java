package dev.senselink.batch.console.access;

import dev.senselink.batch.console.page.PageRenderer;
import dev.senselink.batch.machine.Machine;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
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

  private static final int A_YEAR = 365 * 24 * 60 * 60;

  private final SignInTokens tokens;
  private final Machine machine;
  private final PageRenderer pages;
  private final HttpSessionSecurityContextRepository contexts =
      new HttpSessionSecurityContextRepository();

  public SignInController(SignInTokens tokens, Machine machine, PageRenderer pages) {
    this.tokens = tokens;
    this.machine = machine;
    this.pages = pages;
  }

  /** The address that was printed. A browser that only looks ahead does not use the token up. */
  @GetMapping(PATH)
  public ResponseEntity<String> byAddress(
      @RequestParam(name = "token", required = false) @Nullable String token,
      HttpServletRequest request,
      HttpServletResponse response) {
    boolean ahead = request.getHeader("Sec-Purpose") != null;
    return token == null || ahead ? page(request, false) : signIn(token, request, response);
  }

  /**
   * The local file that posts it. The answer is a page, from which the browser then goes to ours by
   * itself: on a way that began elsewhere it would not show the cookie it was just given.
   */
  @PostMapping(PATH)
  public ResponseEntity<String> byFile(
      @RequestParam("token") String token,
      HttpServletRequest request,
      HttpServletResponse response) {
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
      String token, HttpServletRequest request, HttpServletResponse response) {
    if (!tokens.redeem(token)) {
      return page(request, true);
    }
    HttpSession old = request.getSession(false);
    if (old != null) {
      old.invalidate(); // nobody may have laid a session out for this person
    }
    SessionLimitFilter.begin(request.getSession(true), machine);
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(
        UsernamePasswordAuthenticationToken.authenticated(
            "owner", null, AuthorityUtils.createAuthorityList("ROLE_ADMIN")));
    contexts.saveContext(context, request, response);
    return ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create("/")).build();
  }

  private ResponseEntity<String> page(HttpServletRequest request, boolean refused) {
    return pages.page(
        HttpStatus.UNAUTHORIZED, "sign-in", "signIn", Map.of("refused", refused), request);
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
    return ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create(ours(back))).build();
  }

  /** A path of this console: no other host, whatever is asked for. */
  private static String ours(String path) {
    return path.matches("/[A-Za-z0-9/_-]*") && !path.startsWith("//") ? path : "/";
  }
}
