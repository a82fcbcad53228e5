package dev.senselink.batch.console.records;

import static dev.senselink.batch.console.page.ConsoleMessages.words;

import dev.senselink.batch.console.command.CommandProgress;
import dev.senselink.batch.console.command.CommandQueue;
import dev.senselink.batch.console.command.CommandRunner;
import dev.senselink.batch.console.command.QueuedCommand;
import dev.senselink.batch.console.page.NoSuchPageException;
import dev.senselink.batch.console.page.PageRenderer;
import dev.senselink.batch.console.page.RandomId;
import dev.senselink.batch.console.page.TimeText;
import dev.senselink.batch.console.runs.Pager;
import dev.senselink.batch.console.runs.ReportFiles;
import dev.senselink.batch.language.DisplayLanguage;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who passed. */
@RestController
public final class RecordsController {
  /** The first can be read here too, and is the same to a spreadsheet. */
  private static final List<String> ENDINGS = List.of("csv", "xlsx");

  private final RecordSearches searches;
  private final CommandQueue queue;
  private final PageRenderer pages;

  public RecordsController(RecordSearches searches, CommandQueue queue, PageRenderer pages) {
    this.searches = searches;
    this.queue = queue;
    this.pages = pages;
  }

  private RecordSearch find(String id) {
    return searches.find(id).orElseThrow(NoSuchPageException::new);
  }

  private static String address(String id) {
    return "/records/" + id;
  }

  private static ResponseEntity<String> to(String path) {
    return ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create(path)).build();
  }

  private Optional<QueuedCommand> command(String id) {
    return ENDINGS.stream().flatMap(ending -> queue.find(key(id, ending)).stream()).findFirst();
  }

  private static String key(String id, String ending) {
    return "records-" + id + "-" + ending;
  }

  /** What is asked for. */
  @GetMapping("/records")
  public ResponseEntity<String> ask(HttpServletRequest request) {
    return form(RecordSearch.Filter.everything(), HttpStatus.OK, "", request);
  }

  private ResponseEntity<String> form(
      RecordSearch.Filter filter, HttpStatus status, String wrong, HttpServletRequest request) {
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("newId", RandomId.next());
    values.put("wrong", wrong);
    values.put("from", filter.from());
    values.put("to", filter.to());
    values.put("device", filter.device());
    values.put("person", filter.person());
    values.put("name", filter.name());
    values.put("types", types(filter.type()));
    return pages.page(status, "records", "records", values, request);
  }

  private static List<Map<String, Object>> types(String chosen) {
    return List.of("", "staff", "guest", "stranger").stream()
        .map(
            type ->
                Map.<String, Object>of(
                    "value", type,
                    "name", words("record.of." + (type.isEmpty() ? "all" : type)),
                    "chosen", type.equals(chosen)))
        .toList();
  }

  /** Asks; the form that is posted a second time is the same question. */
  @PostMapping("/records")
  public ResponseEntity<String> search(
      @RequestParam("id") String id,
      @RequestParam(name = "from", defaultValue = "") String from,
      @RequestParam(name = "to", defaultValue = "") String to,
      @RequestParam(name = "type", defaultValue = "") String type,
      @RequestParam(name = "device", defaultValue = "") String device,
      @RequestParam(name = "person", defaultValue = "") String person,
      @RequestParam(name = "name", defaultValue = "") String name,
      HttpServletRequest request)
      throws IOException {
    RecordSearch.Filter filter =
        new RecordSearch.Filter(from, to, type, device.strip(), person.strip(), name.strip());
    if (!filter.isSound()) {
      return form(
          RecordSearch.Filter.everything(), HttpStatus.CONFLICT, words("records.unsound"), request);
    }
    if (searches.begin(id, filter)) {
      start(find(id), ENDINGS.get(0));
    }
    return to(address(find(id).id()) + "/work");
  }

  private void start(RecordSearch search, String ending) {
    List<String> words = new ArrayList<>(search.filter().words(searches.file(search, ending)));
    words.add("--json");
    words.add("--no-progress");
    words.add("--lang=" + DisplayLanguage.language().getLanguage());
    queue.start(key(search.id(), ending), words, ended -> ended(search, ended));
  }

  private void ended(RecordSearch search, CommandRunner.Ended ended) {
    long found = CommandProgress.document(ended).path("records").asLong(0);
    searches.change(
        search.id(), now -> now.ended(ended.exit(), CommandProgress.wrong(ended), found));
  }

  /** What was found. */
  @GetMapping("/records/{id}")
  public ResponseEntity<String> found(
      @PathVariable("id") String id,
      @RequestParam(name = "page", defaultValue = "0") int page,
      HttpServletRequest request)
      throws IOException {
    RecordSearch search = find(id);
    if (command(id).isPresent()) {
      return to(address(id) + "/work");
    }
    if (search.exit() != 0) {
      String why = search.exit() == RecordSearch.OPEN ? words("command.stopped") : search.wrong();
      return form(search.filter(), HttpStatus.OK, why, request);
    }
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("at", address(id));
    values.put("news", words("records.found", search.count()));
    values.put("when", TimeText.at(Instant.parse(search.asked())));
    values.put("filter", filter(search.filter()));
    Optional<Path> rows = file(search, ENDINGS.get(0));
    values.put("rows", rows.isEmpty() ? List.of() : RecordRows.read(rows.get(), Pager.page(page)));
    values.put("hasRows", rows.isPresent() && search.count() > 0);
    values.put("hasBook", file(search, ENDINGS.get(1)).isPresent());
    values.put("pager", new Pager(page, search.count(), address(id) + "?page=").values());
    return pages.page(HttpStatus.OK, "records-found", "records", values, request);
  }

  private static String filter(RecordSearch.Filter filter) {
    List<String> parts = new ArrayList<>();
    if (!filter.from().isEmpty()) {
      parts.add(words("records.from", filter.from()));
    }
    if (!filter.to().isEmpty()) {
      parts.add(words("records.to", filter.to()));
    }
    if (!filter.type().isEmpty()) {
      parts.add(words("record.of." + filter.type()));
    }
    if (!filter.device().isEmpty()) {
      parts.add(words("records.device", filter.device()));
    }
    if (!filter.person().isEmpty()) {
      parts.add(words("records.person", filter.person()));
    }
    if (!filter.name().isEmpty()) {
      parts.add(words("records.name", filter.name()));
    }
    return parts.isEmpty() ? words("records.everything") : String.join(" · ", parts);
  }

  private Optional<Path> file(RecordSearch search, String ending) {
    return Optional.of(searches.file(search, ending))
        .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS));
  }

  /** The same as a workbook. */
  @PostMapping("/records/{id}/workbook")
  public ResponseEntity<String> workbook(@PathVariable("id") String id) {
    RecordSearch search = find(id);
    if (command(id).isEmpty() && search.exit() == 0) {
      start(search, ENDINGS.get(1));
    }
    return to(address(id) + "/work");
  }

  /** The server is being asked. */
  @GetMapping("/records/{id}/work")
  public ResponseEntity<String> work(@PathVariable("id") String id, HttpServletRequest request) {
    RecordSearch search = find(id);
    Optional<QueuedCommand> command = command(id);
    if (command.isEmpty()) {
      return to(address(id));
    }
    return CommandProgress.page(
        queue,
        command.get(),
        new CommandProgress.Work(
            "records", address(id), filter(search.filter()), words("records.doing")),
        pages,
        request);
  }

  /** How far it has come; the page asks by itself. */
  @GetMapping("/records/{id}/progress")
  public ResponseEntity<byte[]> progress(@PathVariable("id") String id) {
    return CommandProgress.json(queue, command(find(id).id()), address(id));
  }

  /** Stops it in order. */
  @PostMapping("/records/{id}/stop")
  public ResponseEntity<String> stop(@PathVariable("id") String id) {
    ENDINGS.forEach(ending -> queue.stop(key(find(id).id(), ending)));
    return to(address(id) + "/work");
  }

  /** A file of what was found, to be kept. */
  @GetMapping("/records/{id}/files/{ending}")
  public ResponseEntity<Resource> file(
      @PathVariable("id") String id, @PathVariable("ending") String ending) {
    RecordSearch search = find(id);
    if (!ENDINGS.contains(ending)) {
      throw new NoSuchPageException();
    }
    Path file = file(search, ending).orElseThrow(NoSuchPageException::new);
    return ReportFiles.download(file, "records." + ending);
  }
}
