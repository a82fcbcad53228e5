package dev.senselink.batch.console.decide;

import static dev.senselink.batch.console.page.ConsoleMessages.words;

import dev.senselink.batch.console.page.NoSuchPageException;
import dev.senselink.batch.console.page.PageRenderer;
import dev.senselink.batch.outcome.Decision;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** One conflict at a time: both faces, what differs, and what is to be done about it. */
@RestController
public final class DecideController {
  private static final String NONE = "none";
  private static final String SURE = "yes";

  private final Conflicts conflicts;
  private final CarryOut carryOut;
  private final PageRenderer pages;

  public DecideController(Conflicts conflicts, CarryOut carryOut, PageRenderer pages) {
    this.conflicts = conflicts;
    this.carryOut = carryOut;
    this.pages = pages;
  }

  static ResponseEntity<String> to(String path) {
    return ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create(path)).build();
  }

  static String address(OpenConflict conflict) {
    return "/conflicts/" + conflict.id();
  }

  private OpenConflict find(String id) {
    return conflicts.now().find(id).orElseThrow(NoSuchPageException::new);
  }

  /** The first that nobody has decided about, and which there are. */
  @GetMapping("/conflicts")
  public ResponseEntity<String> first(HttpServletRequest request) {
    ConflictStanding now = conflicts.now();
    return page(now, now.undecided().stream().findFirst(), HttpStatus.OK, "", request);
  }

  /** One of them. */
  @GetMapping("/conflicts/{id}")
  public ResponseEntity<String> one(@PathVariable("id") String id, HttpServletRequest request) {
    ConflictStanding now = conflicts.now();
    OpenConflict conflict = now.find(id).orElseThrow(NoSuchPageException::new);
    return page(now, Optional.of(conflict), HttpStatus.OK, "", request);
  }

  private ResponseEntity<String> page(
      ConflictStanding now,
      Optional<OpenConflict> shown,
      HttpStatus status,
      String refused,
      HttpServletRequest request) {
    ConflictTexts texts = new ConflictTexts(now);
    Map<String, @Nullable Object> values = new HashMap<>(texts.all());
    values.put("refused", refused);
    values.put("current", now.current());
    values.put("holder", now.current() ? "" : holder());
    values.put("shown", shown.isPresent());
    shown.ifPresent(one -> values.putAll(texts.one(one, conflicts)));
    return pages.page(status, "decide", "conflicts", values, request);
  }

  private String holder() {
    String holder = carryOut.holder();
    return holder.isEmpty() ? words("decide.busy") : holder;
  }

  /** Stores a decision at once, or takes it back; nothing is sent. */
  @PostMapping("/conflicts/{id}/decide")
  public ResponseEntity<String> decide(
      @PathVariable("id") String id,
      @RequestParam("seen") String seen,
      @RequestParam("decision") String word,
      @RequestParam(name = "candidate", defaultValue = "-1") int candidate,
      @RequestParam(name = "sure", defaultValue = "") String sure,
      HttpServletRequest request) {
    Decision decision =
        word.equals(NONE) ? null : Decision.of(word).orElseThrow(NoSuchPageException::new);
    if (decision == Decision.FORCE && !sure.equals(SURE)) {
      return refused(id, words("decide.unsure"), request);
    }
    return switch (conflicts.decide(id, seen, decision, candidate, by(request))) {
      case STORED -> to(decision == null ? "/conflicts/" + find(id).id() : "/conflicts");
      case CHANGED -> refused(id, changed(id, decision), request);
      case AT_WORK -> refused(id, words("decide.atWork"), request);
      case NOT_OFFERED -> refused(id, words("decide.notOffered"), request);
    };
  }

  /** Both are told: what somebody wanted, and what stands there by now. */
  private String changed(String id, @Nullable Decision wanted) {
    String yours = ConflictTexts.word(wanted);
    ConflictStanding now = conflicts.now();
    Optional<Made> made = now.find(id).map(now::of);
    return made.map(other -> words("decide.other", yours, ConflictTexts.told(other)))
        .orElseGet(() -> words("decide.changed", yours));
  }

  private ResponseEntity<String> refused(String id, String why, HttpServletRequest request) {
    ConflictStanding now = conflicts.now();
    return page(now, now.find(id), HttpStatus.CONFLICT, why, request);
  }

  /** Leaves out all that have one reason. No other decision is taken for several at once. */
  @PostMapping("/conflicts/skip")
  public ResponseEntity<String> skip(
      @RequestParam("code") String code,
      @RequestParam("seen") String seen,
      HttpServletRequest request) {
    return conflicts.skipAll(code, seen, by(request))
        ? to("/conflicts")
        : refused("", words("decide.changed", ConflictTexts.word(Decision.SKIP)), request);
  }

  private static String by(HttpServletRequest request) {
    return String.valueOf(request.getRemoteUser());
  }

  /** The face in the list, made anew. */
  @GetMapping("/conflicts/{id}/face")
  public ResponseEntity<byte[]> face(@PathVariable("id") String id) {
    return picture(conflicts.rowPhoto(find(id)));
  }

  /** The face on the server, made anew. */
  @GetMapping("/conflicts/{id}/face/{number}")
  public ResponseEntity<byte[]> face(
      @PathVariable("id") String id, @PathVariable("number") int number) {
    return picture(conflicts.photo(find(id), number));
  }

  private static ResponseEntity<byte[]> picture(byte @Nullable [] jpeg) {
    return jpeg == null
        ? ResponseEntity.notFound().build()
        : ResponseEntity.ok().contentType(MediaType.IMAGE_JPEG).body(jpeg);
  }

  /** The list once more, by what is to be done. */
  @GetMapping("/conflicts/carry-out")
  public ResponseEntity<String> ask(HttpServletRequest request) {
    return carryOut.atWork().isPresent() ? to("/conflicts/work") : ask(HttpStatus.OK, "", request);
  }

  private ResponseEntity<String> ask(HttpStatus status, String wrong, HttpServletRequest request) {
    ConflictStanding now = conflicts.now();
    List<OpenConflict> decided = now.decided();
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("kinds", new ConflictTexts(now).kinds());
    values.put("none", decided.isEmpty());
    values.put("seen", now.seen(decided));
    values.put("carryText", words("decide.carryOut", decided.size()));
    values.put("wrong", wrong);
    String holder = carryOut.holder();
    values.put("holder", holder);
    values.put("canStart", holder.isEmpty() && !decided.isEmpty());
    return pages.page(status, "carry-out", "carryOut", values, request);
  }

  /** Carries out what was shown. */
  @PostMapping("/conflicts/carry-out")
  public ResponseEntity<String> carryOut(
      @RequestParam("seen") String seen, HttpServletRequest request) {
    if (!carryOut.holder().isEmpty()) {
      return ask(HttpStatus.CONFLICT, words("import.held"), request);
    }
    if (!carryOut.start(seen)) {
      return ask(HttpStatus.CONFLICT, words("decide.otherList"), request);
    }
    return to("/conflicts/work");
  }
}
