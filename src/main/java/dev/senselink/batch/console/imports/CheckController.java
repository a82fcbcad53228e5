package dev.senselink.batch.console.imports;

import static dev.senselink.batch.console.page.ConsoleMessages.words;

import dev.senselink.batch.console.command.CommandProgress;
import dev.senselink.batch.console.command.QueuedCommand;
import dev.senselink.batch.console.look.Look;
import dev.senselink.batch.console.look.LookFailedException;
import dev.senselink.batch.console.mend.Mending;
import dev.senselink.batch.console.page.KeptSearch;
import dev.senselink.batch.console.page.NoSuchPageException;
import dev.senselink.batch.console.page.PageRenderer;
import dev.senselink.batch.console.page.TypedNumber;
import dev.senselink.batch.console.page.Visitor;
import dev.senselink.batch.console.plan.PlanTexts;
import dev.senselink.batch.console.plan.PlanView;
import dev.senselink.batch.console.runs.Pager;
import dev.senselink.batch.console.runs.ReportFiles;
import dev.senselink.batch.console.runs.ResultIndexes;
import dev.senselink.batch.console.runs.ResultRows;
import dev.senselink.batch.console.runs.RunCatalog;
import dev.senselink.batch.language.DisplayLanguage;
import dev.senselink.batch.ledger.plan.PlannedAction;
import dev.senselink.batch.report.ReportParts;
import dev.senselink.batch.report.ReportParts.Tone;
import dev.senselink.batch.table.TableFileException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

/** Checks an import, shows what it would do, and does that. */
@RestController
public final class CheckController {
  private final Imports imports;
  private final ImportDrafts drafts;
  private final Mending mending;
  private final Look look;
  private final PageRenderer pages;
  private final ResultIndexes indexes;

  public CheckController(
      Imports imports, Mending mending, Look look, PageRenderer pages, ResultIndexes indexes) {
    this.indexes = indexes;
    this.imports = imports;
    this.mending = mending;
    this.look = look;
    this.drafts = imports.drafts();
    this.pages = pages;
  }

  private ImportDraft find(String id) {
    return drafts.find(id).orElseThrow(NoSuchPageException::new);
  }

  /** Checks it with these choices; again, with those that count by now. */
  @PostMapping("/imports/{id}/check")
  public ResponseEntity<String> check(
      @PathVariable("id") String id,
      @RequestParam(name = "again", defaultValue = "false") boolean again,
      HttpServletRequest request)
      throws IOException {
    if (!imports.holder().isEmpty() && !imports.isClosed(find(id))) {
      return conflict(words("import.held"), request);
    }
    return imports
        .whileOpen(id, draft -> check(draft, again, request))
        .orElseGet(() -> ImportsController.to(Imports.address(find(id))));
  }

  /**
   * Begins it.
   *
   * @param again whether it is asked for beside what an earlier check has found, with nothing to be
   *     chosen: somebody else may have chosen otherwise since that page was shown
   */
  private ResponseEntity<String> check(ImportDraft draft, boolean again, HttpServletRequest request)
      throws IOException {
    if (draft.list().isEmpty()) {
      return ImportsController.to(Imports.address(draft));
    }
    if (again && !draft.checked().hasEnded()) {
      return conflict(words("import.changed"), request);
    }
    if (!draft.reading().sound()) {
      return ImportsController.to(Imports.address(draft) + "/columns");
    }
    ChoicesForm form = new ChoicesForm(request, draft.choices());
    Optional<ResponseEntity<String>> refused = again ? Optional.empty() : form.refused(pages);
    if (refused.isPresent()) {
      return refused.get();
    }
    imports.check(draft, again ? draft.choices() : form.choices());
    return ImportsController.to(Imports.address(draft) + "/work");
  }

  private ResponseEntity<String> conflict(String why, HttpServletRequest request) {
    return ImportsController.notNow(why, pages, request);
  }

  /** A command is at work. */
  @GetMapping("/imports/{id}/work")
  public ResponseEntity<String> work(@PathVariable("id") String id, HttpServletRequest request) {
    ImportDraft draft = find(id);
    QueuedCommand command = imports.command(draft).orElse(null);
    Optional<RunCatalog.Entry> run = imports.run(draft);
    if (command == null || run.filter(RunCatalog.Entry::isAtWork).isPresent()) {
      return ImportsController.to(Imports.address(draft));
    }
    boolean checking = !draft.started().equals(ImportDraft.Said.BEGUN);
    return CommandProgress.page(
        imports.queue(),
        command,
        new CommandProgress.Work(
            "imports",
            Imports.address(draft),
            draft.list(),
            words(checking ? "import.checking" : "import.starting")),
        pages,
        request);
  }

  /** How far it has come; the page asks by itself. */
  @GetMapping("/imports/{id}/progress")
  public ResponseEntity<byte[]> progress(@PathVariable("id") String id) {
    ImportDraft draft = find(id);
    boolean isRun = imports.run(draft).filter(RunCatalog.Entry::isAtWork).isPresent();
    Optional<QueuedCommand> command = isRun ? Optional.empty() : imports.command(draft);
    return CommandProgress.json(imports.queue(), command, Imports.address(draft));
  }

  /** What was found, and what would be done. */
  @GetMapping("/imports/{id}/check")
  public ResponseEntity<String> checked(
      @PathVariable("id") String id,
      @RequestParam(name = "show", defaultValue = "todo") String show,
      @RequestParam(name = "cause", defaultValue = "") String cause,
      @RequestParam(name = "line", defaultValue = "0") long line,
      @RequestParam(name = "page", defaultValue = "0") int page,
      @RequestParam(name = "planned", defaultValue = "0") int planned,
      @RequestParam(name = "gone", defaultValue = "0") int gone,
      HttpServletRequest request)
      throws IOException {
    ImportDraft draft = find(id);
    if (imports.isClosed(draft) || imports.step(draft).equals("files")) {
      return ImportsController.to(Imports.address(draft));
    }
    Map<String, @Nullable Object> values = new HashMap<>();
    KeptSearch search = KeptSearch.asked(request);
    String address = Imports.address(draft);
    values.put("at", address);
    values.put("list", draft.list());
    ReportFiles files = ReportFiles.in(drafts.check(draft));
    ReportParts parts = new ReportParts(DisplayLanguage.language(), "");
    values.put("everyRow", show.equals("all"));
    values.putAll(
        show.equals("all")
            ? new ResultRows(address + "/check", show, search, page)
                .values(files.find("results.csv"), indexes, parts)
            : problems(
                draft, new Mending.Asked(address + "/check", cause, search, line, page), parts));
    List<String> lines = imports.lines(draft);
    values.put("lines", lines);
    values.put("hasLines", !lines.isEmpty());
    values.put("files", files.links(address + "/report/"));
    values.put("hasFiles", !files.names().isEmpty());
    ImportDraft.Said started = draft.started();
    values.put("failed", started.hasEnded() ? started.words() : "");
    String holder = imports.holder();
    values.put("holder", holder);
    boolean ready = draft.checked().succeeded() && Files.exists(drafts.plan(draft));
    values.put("ready", ready);
    if (ready) {
      PlanView plan = PlanView.read(drafts.plan(draft), drafts.data(), Pager.page(planned));
      values.putAll(new PlanTexts(plan, parts).values(planned, address + "/check?planned="));
      values.put("news", words("plan.news", plan.people()));
      values.put("lead", words("plan.attention", plan.attention()));
      values.put("startText", words("plan.start", plan.people()));
      values.putAll(
          new LeaverTexts(plan, files).values(Pager.page(gone), address + "/check?gone="));
      // Who is on a list is remembered even if nobody is changed.
      boolean does = plan.people() > 0 || !draft.choices().list().name().isEmpty();
      values.put("remembers", draft.choices().list().name());
      values.put("canStart", holder.isEmpty() && does);
      values.put("waits", !holder.isEmpty() && does);
    } else {
      boolean corrected = draft.checked().succeeded();
      values.put("corrected", corrected);
      values.put("hasCorrections", drafts.hasCorrections(draft));
      values.put("wrong", drafts.named(draft, draft.checked().words()));
      values.put("sign", (corrected ? Tone.WARN : Tone.BAD).sign());
    }
    return pages.page(HttpStatus.OK, "import-check", "imports", values, request);
  }

  private Map<String, Object> problems(ImportDraft draft, Mending.Asked asked, ReportParts parts) {
    if (!Mending.isChecked(drafts.check(draft))) {
      return Map.of("hasProblems", false, "rowsWrong", "");
    }
    try {
      Map<String, Object> values =
          mending.values(imports.place(draft, look), asked, Visitor.name(), parts);
      values.put("rowsWrong", "");
      return values;
    } catch (IOException | TableFileException e) {
      return Map.of("hasProblems", false, "rowsWrong", words("run.unreadable"));
    } catch (LookFailedException e) {
      return Map.of("hasProblems", false, "rowsWrong", String.valueOf(e.getMessage()));
    }
  }

  /**
   * Does what was shown. Who lets people lose their groups says how many they are, once; and only
   * an admin lets them be deleted.
   */
  @PostMapping("/imports/{id}/start")
  public ResponseEntity<String> start(
      @PathVariable("id") String id,
      @RequestParam("plan") String plan,
      @RequestParam(name = "people", defaultValue = "") String typed,
      HttpServletRequest request)
      throws IOException {
    ImportDraft draft = find(id);
    if (!imports.holder().isEmpty()) {
      return conflict(words("import.held"), request);
    }
    Optional<RunCatalog.Entry> run = imports.run(draft);
    if (run.filter(RunCatalog.Entry::isOver).isPresent()) {
      return ImportsController.to(Imports.address(draft));
    }
    Path file = drafts.plan(draft);
    PlanView shown = Files.exists(file) ? PlanView.read(file, drafts.data(), 0) : null;
    if (shown == null || !shown.id().equals(plan)) {
      return conflict(words("import.changed"), request);
    }
    long leaving = LeaverTexts.leaving(shown);
    if (shown.of(PlannedAction.DELETE) > 0 && !Visitor.isAdmin()) {
      return ListForm.forAdmins(pages, request);
    }
    if (leaving > 0 && run.isEmpty() && !TypedNumber.is(typed, leaving)) {
      return conflict(words("undo.otherNumber"), request);
    }
    if (!imports.start(id, plan, leaving > 0)) {
      return conflict(words("import.changed"), request);
    }
    return ImportsController.to(Imports.address(draft) + "/work");
  }

  /** Stops what is at work, in order. */
  @PostMapping("/imports/{id}/stop")
  public ResponseEntity<String> stop(@PathVariable("id") String id) {
    ImportDraft draft = find(id);
    imports.stop(draft);
    return ImportsController.to(Imports.address(draft));
  }

  /** A file of the check's report, to be kept. */
  @GetMapping("/imports/{id}/report/{name}")
  public ResponseEntity<Resource> file(
      @PathVariable("id") String id, @PathVariable("name") String name) {
    Path file =
        ReportFiles.in(drafts.check(find(id))).find(name).orElseThrow(NoSuchPageException::new);
    return ReportFiles.download(file, "check-" + name);
  }
}
