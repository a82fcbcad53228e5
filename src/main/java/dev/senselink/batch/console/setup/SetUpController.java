package dev.senselink.batch.console.setup;

import static dev.senselink.batch.console.page.ConsoleMessages.words;

import dev.senselink.batch.console.command.CommandQueue;
import dev.senselink.batch.console.command.ServerSetup;
import dev.senselink.batch.console.page.PageRenderer;
import dev.senselink.batch.console.page.Visitor;
import dev.senselink.batch.console.runs.RunCatalog;
import dev.senselink.batch.console.watch.Checks;
import dev.senselink.batch.console.watch.ChecksController;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The server that all commands use. Address, key and secret are said together each time, tried, and
 * written where the user's settings lie: a secret that is there already goes nowhere, and is shown
 * to nobody.
 */
@RestController
public final class SetUpController {
  static final String PATH = "/set-up";

  private static final int LONGEST = 500;

  /** What a form of ours holds. Files and programs are named at the terminal alone. */
  private static final Set<String> ASKED = Set.of("_csrf", "address", "key", "secret");

  private final ServerSetup setup;
  private final CommandQueue queue;
  private final RunCatalog runs;
  private final Checks checks;
  private final PageRenderer pages;

  public SetUpController(
      ServerSetup setup, CommandQueue queue, RunCatalog runs, Checks checks, PageRenderer pages) {
    this.setup = setup;
    this.queue = queue;
    this.runs = runs;
    this.checks = checks;
    this.pages = pages;
  }

  /** Once there is a server, it is another only for admins. */
  private static boolean isFor(ServerSetup.Known known) {
    return Visitor.isAdmin() || !known.complete() && known.changeable();
  }

  private ResponseEntity<String> refused(HttpServletRequest request) {
    return pages.page(HttpStatus.FORBIDDEN, "message", "refused", Map.of(), request);
  }

  /** The page. */
  @GetMapping(PATH)
  public ResponseEntity<String> show(HttpServletRequest request) {
    ServerSetup.Known known = setup.known();
    return isFor(known) ? page(HttpStatus.OK, known, "", List.of(), request) : refused(request);
  }

  private ResponseEntity<String> page(
      HttpStatus status,
      ServerSetup.Known known,
      String wrong,
      List<ServerSetup.Finding> findings,
      HttpServletRequest request) {
    Map<String, Object> values = new HashMap<>();
    values.put("known", known.complete());
    values.put("server", known.address());
    values.put("changeable", known.changeable());
    String why = known.fixed().isEmpty() ? words("setUp.fixedHere") : known.fixed();
    values.put("fixed", known.changeable() ? "" : words("setUp.fixed", why));
    values.put("wrong", wrong);
    values.put("tried", !findings.isEmpty());
    values.put(
        "lines",
        findings.stream()
            .map(one -> ChecksController.line(one.level(), one.found(), one.remedy()))
            .toList());
    // Only what somebody has typed into our form: a link must not fill it in.
    String typed = request.getMethod().equals("POST") ? request.getParameter("address") : null;
    values.put("address", typed == null ? "" : typed);
    values.put("holder", runs.holderBeside(queue));
    return pages.page(status, "set-up", "setUp", values, request);
  }

  /** Tries a server, and uses it from now on if all is well. */
  @PostMapping(PATH)
  public ResponseEntity<String> use(
      @RequestParam(name = "address", defaultValue = "") String address,
      @RequestParam(name = "key", defaultValue = "") String key,
      @RequestParam(name = "secret", defaultValue = "") String secret,
      HttpServletRequest request) {
    ServerSetup.Known known = setup.known();
    if (!isFor(known)) {
      return refused(request);
    }
    boolean foreign = !ASKED.containsAll(request.getParameterMap().keySet());
    if (foreign || request.getQueryString() != null) {
      return page(HttpStatus.BAD_REQUEST, known, words("setUp.foreign"), List.of(), request);
    }
    String fault = known.changeable() ? fault(address, key, secret) : words("setUp.notHere");
    if (fault.isEmpty() && !runs.holderBeside(queue).isEmpty()) {
      fault = words("import.held");
    }
    if (!fault.isEmpty()) {
      return page(HttpStatus.CONFLICT, known, fault, List.of(), request);
    }
    Optional<ServerSetup.Attempt> attempt =
        queue.whileNothingIsToDo(() -> attempt(address, key, secret));
    if (attempt.isEmpty()) {
      return page(HttpStatus.CONFLICT, known, words("setUp.busy"), List.of(), request);
    }
    if (!attempt.get().used()) {
      String wrong = attempt.get().wrong();
      String why = wrong.isEmpty() ? words("setUp.failed") : wrong;
      return page(HttpStatus.CONFLICT, known, why, attempt.get().findings(), request);
    }
    checks.forget();
    return ResponseEntity.status(HttpStatus.SEE_OTHER)
        .location(URI.create(SetUpFirst.FROM))
        .build();
  }

  /** Somebody else may have been faster while this one waited. */
  private ServerSetup.Attempt attempt(String address, String key, String secret) {
    return isFor(setup.known())
        ? setup.use(address.strip(), key.strip(), secret.strip())
        : new ServerSetup.Attempt(false, List.of(), words("title.refused"));
  }

  private static String fault(String address, String key, String secret) {
    List<String> all = List.of(address.strip(), key.strip(), secret.strip());
    if (all.stream().anyMatch(String::isEmpty)) {
      return words("setUp.incomplete");
    }
    boolean unfit =
        all.stream()
            .anyMatch(
                text ->
                    text.length() > LONGEST
                        || text.contains("${")
                        || text.chars().anyMatch(Character::isISOControl));
    return unfit ? words("setUp.unfit") : "";
  }
}
