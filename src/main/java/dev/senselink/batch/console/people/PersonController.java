package dev.senselink.batch.console.people;

import static dev.senselink.batch.console.page.ConsoleMessages.words;

import dev.senselink.batch.console.command.CommandProgress;
import dev.senselink.batch.console.command.CommandRunner;
import dev.senselink.batch.console.command.QueuedCommand;
import dev.senselink.batch.console.look.Look;
import dev.senselink.batch.console.look.Look.Deed;
import dev.senselink.batch.console.look.Look.Group;
import dev.senselink.batch.console.look.Look.Somebody;
import dev.senselink.batch.console.look.LookFailedException;
import dev.senselink.batch.console.page.PageRenderer;
import dev.senselink.batch.console.page.Visitor;
import dev.senselink.batch.ledger.store.LedgerException;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** One person: what is known of them, and what can be done. Whoever does it types the name. */
@RestController
public final class PersonController {
  private final Look look;
  private final PersonCommands commands;
  private final PageRenderer pages;

  public PersonController(Look look, PersonCommands commands, PageRenderer pages) {
    this.look = look;
    this.commands = commands;
    this.pages = pages;
  }

  private static String address(long id) {
    return "/people/" + id;
  }

  private static ResponseEntity<String> to(String path) {
    return ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create(path)).build();
  }

  /** Their page. */
  @GetMapping("/people/{id}")
  public ResponseEntity<String> one(@PathVariable("id") long id, HttpServletRequest request) {
    return page(id, HttpStatus.OK, "", request);
  }

  private ResponseEntity<String> page(
      long id, HttpStatus status, String wrong, HttpServletRequest request) {
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("at", address(id));
    values.put("wrong", wrong);
    values.put("unknown", "");
    Somebody person = null;
    try {
      person = look.person(id).orElse(null);
      values.put("unknown", person == null ? words("decide.gone", id) : "");
    } catch (LookFailedException e) {
      values.put("unknown", words("people.unknown", e.getMessage()));
    }
    values.put("there", person != null);
    values.put("name", person == null ? words("decide.id", id) : PersonTexts.name(person));
    values.put("typeHow", words(person == null ? "people.typeId" : "people.typeName"));
    values.put("holder", commands.holder());
    if (person != null) {
      values.putAll(PersonTexts.listed(person));
      values.put("fields", PersonTexts.fields(person));
      values.put("groups", groups(person));
      values.put("hasGroups", !groups(person).isEmpty());
      values.put("groupsUnknown", person.groups() == null);
    }
    values.putAll(deeds(id, PersonTexts.keys(person)));
    values.putAll(Visitor.isOperator() ? done(id) : Map.of("done", false));
    return pages.page(status, "person", "people", values, request);
  }

  private static List<Map<String, Object>> groups(Somebody person) {
    List<Group> groups = person.groups() == null ? List.of() : person.groups();
    return groups.stream()
        .map(group -> Map.<String, Object>of("id", group.id(), "group", group.name()))
        .toList();
  }

  private Map<String, Object> deeds(long id, List<String> keys) {
    try {
      Optional<List<Deed>> found = commands.queue().whileIdle(() -> look.deeds(id));
      List<Map<String, Object>> deeds =
          found.orElse(List.of()).stream().map(deed -> PersonTexts.deed(deed, keys)).toList();
      return Map.of(
          "deeds",
          deeds,
          "hasDeeds",
          !deeds.isEmpty(),
          "noDeeds",
          found.isPresent() && deeds.isEmpty(),
          "deedsBusy",
          found.isEmpty());
    } catch (LookFailedException | LedgerException e) {
      return Map.of("deeds", List.of(), "hasDeeds", false, "noDeeds", false, "deedsBusy", true);
    }
  }

  private Map<String, Object> done(long id) {
    List<CommandRunner.Ended> ended = commands.ended(id);
    List<String> lines =
        ended.stream()
            .flatMap(one -> Stream.concat(one.result().lines(), one.said().stream()))
            .filter(line -> !line.isBlank())
            .toList();
    boolean well = ended.stream().allMatch(one -> one.exit() == 0);
    return Map.of(
        "done",
        !ended.isEmpty(),
        "doneTone",
        well ? "good" : "bad",
        "doneNews",
        words(well ? "people.done" : "people.notDone"),
        "doneLines",
        lines);
  }

  /** What was typed is the name on the server, or the number where nobody of a name is there. */
  private static boolean isMeant(String typed, long id, @Nullable Somebody person) {
    String meant = person == null ? String.valueOf(id) : PersonTexts.name(person);
    return !typed.isBlank() && folded(typed).equals(folded(meant));
  }

  private static String folded(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC).strip().replaceAll("\\s+", " ");
  }

  /** Takes them out of groups. */
  @PostMapping("/people/{id}/groups/remove")
  public ResponseEntity<String> leave(
      @PathVariable("id") long id,
      @RequestParam(name = "group", required = false) @Nullable List<Long> groups,
      @RequestParam(name = "typed", defaultValue = "") String typed,
      HttpServletRequest request) {
    Somebody person = there(id);
    if (person == null || !isMeant(typed, id, person)) {
      return page(id, HttpStatus.CONFLICT, words("people.otherName"), request);
    }
    List<Long> own =
        person.groups() == null ? List.of() : person.groups().stream().map(Group::id).toList();
    if (groups == null || !own.containsAll(groups)) {
      return page(id, HttpStatus.CONFLICT, words("people.otherGroups"), request);
    }
    commands.leave(id, groups.stream().distinct().toList());
    return to(address(id) + "/work");
  }

  /** Deletes them from the server. */
  @PostMapping("/people/{id}/delete")
  public ResponseEntity<String> delete(
      @PathVariable("id") long id,
      @RequestParam(name = "typed", defaultValue = "") String typed,
      HttpServletRequest request) {
    Somebody person = there(id);
    if (person == null || !isMeant(typed, id, person)) {
      return page(id, HttpStatus.CONFLICT, words("people.otherName"), request);
    }
    commands.delete(person);
    return to(address(id) + "/work");
  }

  /** Erases what this machine keeps of them. */
  @PostMapping("/people/{id}/erase")
  public ResponseEntity<String> erase(
      @PathVariable("id") long id,
      @RequestParam(name = "typed", defaultValue = "") String typed,
      HttpServletRequest request) {
    if (!isMeant(typed, id, there(id))) {
      return page(id, HttpStatus.CONFLICT, words("people.otherName"), request);
    }
    if (!commands.holder().isEmpty()) {
      return page(id, HttpStatus.CONFLICT, words("import.held"), request);
    }
    try {
      commands.erase(id, look.site());
    } catch (LookFailedException e) { // whose number it is cannot be told
      return page(id, HttpStatus.CONFLICT, words("people.unknown", e.getMessage()), request);
    }
    return to(address(id) + "/work");
  }

  /** Null where nobody is there, as far as can be told. */
  private @Nullable Somebody there(long id) {
    try {
      return look.person(id).orElse(null);
    } catch (LookFailedException e) {
      return null; // then only the number is known
    }
  }

  /** It is at work. */
  @GetMapping("/people/{id}/work")
  public ResponseEntity<String> work(@PathVariable("id") long id, HttpServletRequest request) {
    Optional<QueuedCommand> command = commands.atWork(id);
    return command.isEmpty()
        ? to(address(id))
        : CommandProgress.page(
            commands.queue(),
            command.get(),
            new CommandProgress.Work(
                "people", address(id), words("decide.id", id), words("people.doing")),
            pages,
            request);
  }

  /** How far it has come; the page asks by itself. */
  @GetMapping("/people/{id}/progress")
  public ResponseEntity<byte[]> progress(@PathVariable("id") long id) {
    return CommandProgress.json(commands.queue(), commands.atWork(id), address(id));
  }

  /** Stops it in order. */
  @PostMapping("/people/{id}/stop")
  public ResponseEntity<String> stop(@PathVariable("id") long id) {
    commands.stop(id);
    return to(address(id) + "/work");
  }
}
