package dev.senselink.batch.console.imports;

import static dev.senselink.batch.console.page.ConsoleMessages.words;

import dev.senselink.batch.console.command.CommandProgress;
import dev.senselink.batch.console.command.CommandQueue;
import dev.senselink.batch.console.command.CommandRunner;
import dev.senselink.batch.console.command.QueuedCommand;
import dev.senselink.batch.console.runs.NextSteps;
import dev.senselink.batch.console.runs.RunCatalog;
import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.ledger.plan.PlanFile;
import dev.senselink.batch.machine.Machine;
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

  /**
   * @param data the data folder, in which they lie
   * @param queue runs their commands
   */
  public Imports(Path data, CommandQueue queue, RunCatalog runs, Machine machine) {
    this.drafts = new ImportDrafts(data, machine);
    this.commands = new ImportCommands(drafts, runs.reports());
    this.queue = queue;
    this.runs = runs;
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

  /** The run that carries an import out, once it has begun. */
  Optional<RunCatalog.Entry> run(ImportDraft draft) {
    return draft.list().isEmpty() || !draft.started().exists()
        ? Optional.empty()
        : runs.newestOf(drafts.list(draft).toString());
  }

  /** Whether nothing of an import may be changed: a command reads it, or it is a run by now. */
  boolean isClosed(ImportDraft draft) {
    return command(draft).isPresent() || run(draft).isPresent();
  }

  /** Checks an import anew; what it was to do before counts no more. */
  void check(ImportDraft draft, ImportDraft.Choices choices) throws IOException {
    Files.deleteIfExists(drafts.plan(draft));
    PrivateFiles.remove(drafts.check(draft));
    drafts.change(draft.id(), now -> now.choosing(choices));
    ImportDraft chosen = draft.choosing(choices);
    queue.start(
        draft.id(),
        commands.check(chosen),
        ended -> drafts.change(draft.id(), now -> now.checked(said(ended))));
  }

  /**
   * Carries out what was shown.
   *
   * @param plan the id of the plan that was shown
   * @return false if it is another by now: nothing is done
   */
  boolean start(ImportDraft draft, String plan) {
    if (!isPlan(draft, plan)) {
      return false;
    }
    drafts.change(draft.id(), now -> now.started(ImportDraft.Said.BEGUN));
    queue.start(
        draft.id(),
        commands.carryOut(draft),
        ended -> drafts.change(draft.id(), now -> now.started(said(ended))));
    return true;
  }

  private boolean isPlan(ImportDraft draft, String plan) {
    return draft.checked().succeeded()
        && Files.exists(drafts.plan(draft))
        && PlanFile.header(drafts.plan(draft)).id().equals(plan);
  }

  void stop(ImportDraft draft) {
    queue.stop(draft.id());
  }

  private static ImportDraft.Said said(CommandRunner.Ended ended) {
    return new ImportDraft.Said(ended.exit(), CommandProgress.wrong(ended));
  }

  @Override
  public Map<String, String> of(RunCatalog.Entry run) {
    return drafts
        .ofRoster(run.roster())
        .filter(draft -> run(draft).filter(now -> now.id().equals(run.id())).isPresent())
        .map(draft -> of(run, draft))
        .orElse(Map.of("stopAt", "", "continueAt", "", "planId", ""));
  }

  private Map<String, String> of(RunCatalog.Entry run, ImportDraft draft) {
    boolean busy = command(draft).isPresent();
    boolean unfinished = !busy && !run.isAtWork() && !run.state().equals("COMPLETED");
    boolean startable = unfinished && Files.exists(drafts.plan(draft));
    return Map.of(
        "stopAt", busy ? address(draft) + "/stop" : "",
        "continueAt", startable ? address(draft) + "/start" : "",
        "planId", startable ? plan(draft) : "");
  }

  private String plan(ImportDraft draft) {
    return PlanFile.header(drafts.plan(draft)).id();
  }

  static String address(ImportDraft draft) {
    return "/imports/" + draft.id();
  }

  @Override
  public List<Map<String, Object>> begun() {
    return drafts.all().stream()
        .filter(draft -> run(draft).isEmpty())
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

  @Override
  public @Nullable String holder() {
    return queue.isBusy() ? null : runs.holder();
  }
}
