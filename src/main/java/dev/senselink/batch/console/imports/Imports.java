package dev.senselink.batch.console.imports;

import static dev.senselink.batch.console.page.ConsoleMessages.words;

import dev.senselink.batch.console.command.CommandProgress;
import dev.senselink.batch.console.command.CommandQueue;
import dev.senselink.batch.console.command.CommandRunner;
import dev.senselink.batch.console.command.QueuedCommand;
import dev.senselink.batch.console.imports.understood.UnderstoodList;
import dev.senselink.batch.console.look.Look;
import dev.senselink.batch.console.mend.MendPlace;
import dev.senselink.batch.console.page.NoSuchPageException;
import dev.senselink.batch.console.runs.NextSteps;
import dev.senselink.batch.console.runs.ReportFiles;
import dev.senselink.batch.console.runs.RunCatalog;
import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.ledger.plan.PlanFile;
import dev.senselink.batch.machine.Machine;
import dev.senselink.batch.roster.RosterKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The imports of this console: which there are, how far each has come, and what may be done with it
 * now. All work is done by commands, one after the other.
 */
public final class Imports implements NextSteps {
  private final ImportDrafts drafts;
  private final ImportCommands commands;
  private final CommandQueue queue;
  private final RunCatalog runs;
  private final @Nullable Path sample;

  /**
   * @param data the data folder, in which they lie
   * @param queue runs their commands
   * @param sample the folder of a sample that may be begun; null for none
   */
  public Imports(
      Path data, CommandQueue queue, RunCatalog runs, Machine machine, @Nullable Path sample) {
    this.sample = sample;
    this.drafts = new ImportDrafts(data, machine);
    this.commands = new ImportCommands(drafts, runs.reports());
    this.queue = queue;
    this.runs = runs;
  }

  /** The folder of a sample that may be begun; null for none. */
  @Nullable Path sample() {
    return sample;
  }

  ImportDrafts drafts() {
    return drafts;
  }

  Optional<QueuedCommand> command(ImportDraft draft) {
    return queue.find(draft.id());
  }

  CommandQueue queue() {
    return queue;
  }

  /** The runs as they stand now. */
  RunCatalog.Snapshot runs() {
    return runs.now();
  }

  /** The run that carries an import out, once it has begun. */
  Optional<RunCatalog.Entry> run(ImportDraft draft) {
    return draft.started().exists() ? run(draft, runs.now()) : Optional.empty();
  }

  private Optional<RunCatalog.Entry> run(ImportDraft draft, RunCatalog.Snapshot now) {
    return draft.list().isEmpty() || !draft.started().exists()
        ? Optional.empty()
        : now.newestOf(drafts.list(draft).toString());
  }

  /** Whether nothing of an import may be changed: a command reads it, or it is a run by now. */
  boolean isClosed(ImportDraft draft) {
    return command(draft).isPresent() || run(draft).isPresent();
  }

  /** Something that is done to an import. */
  @FunctionalInterface
  interface Change<T> {
    T of(ImportDraft draft) throws IOException;
  }

  /**
   * Changes an import as it is by now, while nobody else changes, checks or starts one.
   *
   * @return empty if nothing of it may be changed ({@link #isClosed})
   */
  synchronized <T> Optional<T> whileOpen(String id, Change<T> change) throws IOException {
    ImportDraft draft = drafts.find(id).orElseThrow(NoSuchPageException::new);
    return isClosed(draft) ? Optional.empty() : Optional.of(change.of(draft));
  }

  /**
   * Checks an import anew, within {@link #whileOpen}; what it was to do before counts no more, nor
   * what has not come whole.
   */
  ImportDraft check(ImportDraft draft, ImportDraft.Choices choices) throws IOException {
    if (draft.list().isEmpty()) {
      return draft;
    }
    drafts.forgetCheck(draft);
    PrivateFiles.remove(drafts.incoming(draft));
    drafts.change(draft.id(), now -> now.choosing(choices));
    ImportDraft chosen = draft.choosing(choices);
    queue.start(
        draft.id(),
        commands.check(chosen),
        ended -> drafts.change(draft.id(), now -> now.checked(said(ended))));
    return chosen;
  }

  /** The list of an import and what the check has said of it. */
  MendPlace place(ImportDraft draft, Look look) {
    return new MendPlace(
        draft.id(),
        drafts.place(draft),
        drafts.list(draft),
        drafts.check(draft),
        look.list(commands.asItIs(draft)),
        () -> corrects(draft));
  }

  /**
   * What was to be done counts no more, within {@link #whileOpen}: what is corrected is about to
   * change, and has to be checked first. Nothing else may come between this and the change.
   */
  void corrects(ImportDraft draft) throws IOException {
    Files.deleteIfExists(drafts.plan(draft));
    drafts.change(draft.id(), now -> now);
  }

  /**
   * Carries out what was shown.
   *
   * @param plan the id of the plan that was shown
   * @param meant whether somebody has said how many people lose their groups or are deleted
   * @return false if it is another by now: nothing is done
   */
  synchronized boolean start(String id, String plan, boolean meant) {
    ImportDraft draft = drafts.find(id).orElseThrow(NoSuchPageException::new);
    if (!isPlan(draft, plan)) {
      return false;
    }
    drafts.change(draft.id(), now -> now.started(ImportDraft.Said.BEGUN));
    queue.start(
        draft.id(),
        commands.carryOut(draft, meant),
        ended -> drafts.change(draft.id(), now -> now.started(said(ended))));
    return true;
  }

  private boolean isPlan(ImportDraft draft, String plan) {
    return draft.checked().succeeded()
        && Files.exists(drafts.plan(draft))
        && PlanFile.header(drafts.plan(draft)).id().equals(plan);
  }

  /**
   * What is understood of its list.
   *
   * @throws IOException if there is no room for what is needed meanwhile
   */
  UnderstoodList understood(ImportDraft draft) throws IOException {
    RosterKind kind = draft.guests() ? RosterKind.GUESTS : RosterKind.USERS;
    return UnderstoodList.read(
        UnderstoodList.ListFile.now(
            drafts.list(draft), draft.list(), kind, drafts.data(), drafts.place(draft)),
        draft.reading());
  }

  /** What of an import holds for other lists too, by the long names of options. */
  Map<String, String> settings(ImportDraft draft) {
    return commands.settings(draft);
  }

  void stop(ImportDraft draft) {
    queue.stop(draft.id());
  }

  private static ImportDraft.Said said(CommandRunner.Ended ended) {
    return new ImportDraft.Said(ended.exit(), CommandProgress.wrong(ended));
  }

  @Override
  public Map<String, String> of(RunCatalog.Entry run, RunCatalog.Snapshot now) {
    return drafts
        .ofRoster(run.roster())
        .filter(draft -> run(draft, now).filter(its -> its.id().equals(run.id())).isPresent())
        .map(draft -> of(run, draft))
        .orElse(Map.of("stopAt", "", "continueAt", "", "planId", "", "said", "", "keepAt", ""));
  }

  private Map<String, String> of(RunCatalog.Entry run, ImportDraft draft) {
    boolean busy = command(draft).isPresent();
    boolean unfinished = !busy && !run.isAtWork() && !run.isOver();
    boolean startable = unfinished && Files.exists(drafts.plan(draft));
    return Map.of(
        "stopAt", busy ? address(draft) + "/stop" : "",
        "continueAt", startable ? address(draft) + "/start" : "",
        "planId", startable ? plan(draft) : "",
        "keepAt", run.isOver() ? address(draft) + "/keep" : "",
        "said", draft.started().hasEnded() ? draft.started().words() : "");
  }

  @Override
  public List<String> lines(RunCatalog.Entry run) {
    return drafts.ofRoster(run.roster()).map(this::lines).orElse(List.of());
  }

  /** What the last command of an import said. */
  List<String> lines(ImportDraft draft) {
    return queue.ended(draft.id()).map(CommandRunner.Ended::said).orElse(List.of()).stream()
        .map(line -> drafts.named(draft, line))
        .toList();
  }

  private String plan(ImportDraft draft) {
    return PlanFile.header(drafts.plan(draft)).id();
  }

  static String address(ImportDraft draft) {
    return "/imports/" + draft.id();
  }

  @Override
  public List<Map<String, Object>> begun(RunCatalog.Snapshot now) {
    return drafts.all().stream()
        .filter(draft -> run(draft, now).isEmpty())
        .map(
            draft ->
                Map.<String, Object>of(
                    "path",
                    address(draft),
                    "who",
                    words(draft.guests() ? "import.guests" : "import.users"),
                    "list",
                    draft.list(),
                    "where",
                    words("import.at." + step(draft))))
        .toList();
  }

  /** How far an import has come that is no run yet. */
  String step(ImportDraft draft) {
    if (command(draft).isPresent()) {
      return "work";
    }
    return draft.checked().hasEnded() || draft.started().hasEnded() ? "check" : "files";
  }

  /**
   * An import that was checked and not started.
   *
   * @param list the name of its list
   * @param path of its page
   * @param files the report of the check
   */
  public record Checked(String list, String path, ReportFiles files) {}

  /** Those of which it is known what is in them. */
  public List<Checked> checked() {
    RunCatalog.Snapshot now = runs.now();
    return drafts.all().stream()
        .filter(draft -> draft.checked().hasEnded() && run(draft, now).isEmpty())
        .map(
            draft ->
                new Checked(
                    draft.list(), address(draft) + "/check", ReportFiles.in(drafts.check(draft))))
        .toList();
  }

  @Override
  public String holder() {
    return runs.holderBeside(queue);
  }

  @Override
  public String jobHolder() {
    return runs.jobHolderBeside(queue);
  }
}
