package dev.senselink.batch.job.undo;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.job.UndoCommandSettings;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.Run;
import dev.senselink.batch.ledger.UnrestoredItem;
import dev.senselink.batch.ledger.before.ListMemory;
import dev.senselink.batch.ledger.lists.ListImport;
import dev.senselink.batch.ledger.lists.ListImport.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts back who was on a list before a run imported it, unless a later import has changed that. May
 * be done again after a crash.
 */
final class ListUndo {
  private final Ledger ledger;
  private final Run target;
  private final Run run;

  /**
   * @param target the run that is undone
   * @param run the undo
   */
  ListUndo(Ledger ledger, Run target, Run run) {
    this.ledger = ledger;
    this.target = target;
    this.run = run;
  }

  /** What could not be put back; empty where all is well, or the run was of no list. */
  Optional<UnrestoredItem> putBack() {
    ListImport list = list().orElse(null);
    if (list == null) {
      return Optional.empty();
    }
    if (isOvertaken(list)) {
      return Optional.of(new UnrestoredItem("list", 1, words("undo.list.later", list.name())));
    }
    ListMemory memory = ledger.before().lists();
    boolean kept = memory.listOf(target.id()).isPresent();
    if (!kept && list.state() != State.OPEN) { // an open one has remembered nobody
      return Optional.of(new UnrestoredItem("list", 1, words("undo.list.forgotten", list.name())));
    }
    if (kept) {
      if (ledger.before().runs().keeps(run.id())) {
        memory.keep(run.id(), list.list()); // so that the undo can be undone
      }
      memory.putBack(target.id(), list.list());
    }
    ledger.listImports().save(list.in(after(list), list.brake(), ""));
    return Optional.empty();
  }

  /** The import whose list has a memory that can be put back, and has not been; empty for none. */
  Optional<String> due() {
    return list()
        .filter(list -> !isOvertaken(list) && list.state() != State.MERGED)
        .filter(list -> (list.state() == State.UNDONE) == (chain().size() % 2 == 0))
        .filter(list -> ledger.before().lists().listOf(target.id()).isPresent())
        .map(ListImport::run);
  }

  private Optional<ListImport> list() {
    List<Run> chain = chain();
    return ledger.listImports().of(chain.get(chain.size() - 1).id());
  }

  private boolean isOvertaken(ListImport list) {
    return ledger.listImports().all(list.list()).stream()
        .anyMatch(one -> one.number() > list.number() && one.state() != State.UNDONE);
  }

  /** What is undone: the import itself, or undos of undos of it. */
  private List<Run> chain() {
    List<Run> chain = new ArrayList<>(List.of(target));
    Optional<Run> next = Optional.of(target);
    while (next.isPresent() && next.get().command().equals(UndoCommandSettings.COMMAND)) {
      next = ledger.runs().find(next.get().roster());
      next.ifPresent(chain::add);
    }
    return chain;
  }

  /** An undo of an undo has done the import again, and an undo of that has undone it. */
  private State after(ListImport list) {
    boolean undone = chain().size() % 2 == 1;
    boolean braked = !list.brake().isEmpty() || ledger.outcomes().anyUncertain(list.run());
    return undone ? State.UNDONE : braked ? State.BRAKED : State.COMPLETE;
  }
}
