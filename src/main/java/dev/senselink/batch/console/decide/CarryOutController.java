package dev.senselink.batch.console.decide;

import static dev.senselink.batch.console.page.ConsoleMessages.words;

import dev.senselink.batch.console.command.CommandProgress;
import dev.senselink.batch.console.command.CommandRunner;
import dev.senselink.batch.console.command.QueuedCommand;
import dev.senselink.batch.console.page.KeptSearch;
import dev.senselink.batch.console.page.NoSuchPageException;
import dev.senselink.batch.console.page.PageRenderer;
import dev.senselink.batch.console.runs.ReportFiles;
import dev.senselink.batch.console.runs.ResultIndexes;
import dev.senselink.batch.console.runs.ResultRows;
import dev.senselink.batch.language.DisplayLanguage;
import dev.senselink.batch.report.ReportParts;
import dev.senselink.batch.report.ReportParts.Tone;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.file.Path;
import java.util.HashMap;
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

/** Decisions while they are carried out, and after. */
@RestController
public final class CarryOutController {
  private static final String DONE = "/conflicts/done";

  private final CarryOut carryOut;
  private final PageRenderer pages;
  private final ResultIndexes indexes;

  public CarryOutController(CarryOut carryOut, PageRenderer pages, ResultIndexes indexes) {
    this.indexes = indexes;
    this.carryOut = carryOut;
    this.pages = pages;
  }

  /** They are at work. */
  @GetMapping("/conflicts/work")
  public ResponseEntity<String> work(HttpServletRequest request) {
    Optional<Map.Entry<String, QueuedCommand>> found = carryOut.atWork();
    return found.isEmpty()
        ? DecideController.to(DONE)
        : CommandProgress.page(
            carryOut.queue(),
            found.get().getValue(),
            new CommandProgress.Work(
                "carryOut", "/conflicts/work", found.get().getKey(), words("decide.doing")),
            pages,
            request);
  }

  /** How far they have come; the page asks by itself. */
  @GetMapping("/conflicts/work/progress")
  public ResponseEntity<byte[]> progress() {
    return CommandProgress.json(carryOut.queue(), carryOut.atWork().map(Map.Entry::getValue), DONE);
  }

  /** Stops them in order. */
  @PostMapping("/conflicts/work/stop")
  public ResponseEntity<String> stop() {
    carryOut.stop();
    return DecideController.to("/conflicts/work");
  }

  /** How they have ended. */
  @GetMapping(DONE)
  public ResponseEntity<String> done() {
    return DecideController.to(
        carryOut.ended().keySet().stream()
            .sorted()
            .findFirst()
            .map(run -> DONE + "/" + run)
            .orElse("/conflicts"));
  }

  private CommandRunner.Ended find(String run) {
    return Optional.ofNullable(carryOut.ended().get(run)).orElseThrow(NoSuchPageException::new);
  }

  /** How those of one run have ended. */
  @GetMapping(DONE + "/{run}")
  public ResponseEntity<String> done(
      @PathVariable("run") String run,
      @RequestParam(name = "show", defaultValue = "all") String show,
      @RequestParam(name = "page", defaultValue = "0") int page,
      HttpServletRequest request) {
    CommandRunner.Ended ended = find(run);
    String at = DONE + "/" + run;
    String wrong = CommandProgress.wrong(ended);
    ReportFiles files = carryOut.files(run);
    Tone tone = wrong.isEmpty() ? (ended.exit() == 0 ? Tone.GOOD : Tone.WARN) : Tone.BAD;
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("at", run);
    values.put("tone", tone.style());
    values.put("sign", tone.sign());
    values.put("news", words(wrong.isEmpty() ? "decide.done" : "decide.notDone"));
    values.put("wrong", wrong);
    values.put("lines", ended.said());
    values.put("hasLines", !ended.said().isEmpty());
    values.putAll(
        new ResultRows(at, show, KeptSearch.asked(request), page)
            .values(
                files.find("results.csv"),
                indexes,
                new ReportParts(DisplayLanguage.language(), "resolve")));
    values.put("files", files.links(at + "/files/"));
    values.put("hasFiles", !files.names().isEmpty());
    values.put(
        "others",
        carryOut.ended().keySet().stream()
            .filter(other -> !other.equals(run))
            .sorted()
            .map(other -> Map.of("path", DONE + "/" + other, "name", other))
            .toList());
    return pages.page(HttpStatus.OK, "carried-out", "carryOut", values, request);
  }

  /** A file of the report, to be kept. */
  @GetMapping(DONE + "/{run}/files/{name}")
  public ResponseEntity<Resource> file(
      @PathVariable("run") String run, @PathVariable("name") String name) {
    find(run);
    Path file = carryOut.files(run).find(name).orElseThrow(NoSuchPageException::new);
    return ReportFiles.download(file, "decided-" + name);
  }
}
