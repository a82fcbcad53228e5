package dev.senselink.batch.enrol.leavers;

import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.check.KeyField;
import dev.senselink.batch.check.KeyRules;
import dev.senselink.batch.enrol.context.EnrolmentContext;
import dev.senselink.batch.enrol.lookup.ServerPersonMapper;
import dev.senselink.batch.enrol.row.RowTask;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.Run;
import dev.senselink.batch.ledger.RunStore;
import dev.senselink.batch.ledger.before.BeforeImage;
import dev.senselink.batch.ledger.before.BeforeImage.Kind;
import dev.senselink.batch.ledger.lists.RevokedPerson;
import dev.senselink.batch.ledger.store.GroupCommitter.Change;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What lists remember of people who are out of their groups, as an undo finds it and leaves it: by
 * that they are given back or deleted by later imports. One thread.
 */
public final class RevocationMemory {
  private static final String BY_HAND = "group-remove";
  private static final String RESTORE = "restore";
  private static final String UNDO = "undo";

  private final EnrolmentContext context;

  public RevocationMemory(EnrolmentContext context) {
    this.context = context;
  }

  Optional<RevokedPerson> of(long person) {
    return context.ledger().revoked().of(person);
  }

  void forget(long person) {
    context.ledger().revoked().forget(person);
  }

  /** Notes it; nothing where no list has anything to do with it. */
  void note(@Nullable RevokedPerson one) {
    if (one != null) {
      context.ledger().revoked().note(one, context.settings().timeout());
    }
  }

  /** What that writes. */
  List<Change> change(@Nullable RevokedPerson one) {
    return one == null
        ? List.of()
        : List.of(context.ledger().revoked().change(one, context.settings().timeout()));
  }

  /**
   * Whether they are out of their groups by that run, or by one that is undone since or put it back
   * itself. Who has returned and is out again was taken out by other hands.
   */
  boolean isOurs(BeforeImage image, Person now) {
    return context
        .ledger()
        .revoked()
        .of(now.id())
        .map(RevokedPerson::run)
        .filter(
            run ->
                run.equals(image.run())
                    || context.ledger().before().of(run, now.id(), Kind.REVOKED).isPresent()
                    || isMadeAnewAfter(image, run, now))
        .isPresent();
  }

  /** Whether an undo has made them anew whom an import deleted after that run, and no other. */
  private boolean isMadeAnewAfter(BeforeImage image, String run, Person now) {
    Ledger ledger = context.ledger();
    return ledger.undone().isMadeAnew(run, now.id())
        && ledger.before().lastOf(now.id(), Kind.REVOKED).filter(image.run()::equals).isPresent();
  }

  /** Whether somebody has named them to a command: no list has anything to do with it. */
  boolean isByHand(BeforeImage image) {
    return context
        .ledger()
        .runs()
        .find(image.run())
        .filter(run -> run.command().equals(BY_HAND))
        .isPresent();
  }

  /** Whether it was a restore, or an undo of one: no list is to give anything back for it. */
  boolean isOfRestore(BeforeImage image) {
    RunStore runs = context.ledger().runs();
    Optional<Run> run = runs.find(image.run());
    while (run.isPresent() && run.get().command().equals(UNDO)) {
      run = runs.find(run.get().roster());
    }
    return run.filter(one -> one.command().equals(RESTORE)).isPresent();
  }

  /** What a list is to know of it; {@code null} where no list has anything to do with it. */
  @Nullable RevokedPerson meant(BeforeImage image, Person now, RevokedPerson.State state) {
    if (isOfRestore(image)) {
      return null;
    }
    List<Long> groups = image.sent().groups();
    RevokedPerson known = context.ledger().revoked().of(now.id()).orElse(null);
    RevokedPerson one =
        known != null
            ? known.as("") // nobody deletes them by it
            : new RevokedPerson(
                now.id(),
                context.run(),
                new LeaverCandidate(
                        context.ledger().listMembers(),
                        null,
                        ServerPersonMapper.known(now, null),
                        "")
                    .now(),
                List.of(),
                state,
                context.server().now(),
                "");
    return one.in(state).and(groups == null ? List.of() : groups);
  }

  /**
   * Somebody was made anew whom an import had taken out of groups before another deleted them: they
   * get those back once a roster names them, and no import deletes them.
   *
   * @param task the row that made them
   */
  public void stayOut(RowTask task, long person, List<Long> groups) {
    Map<KeyField, String> keys = new EnumMap<>(KeyField.class);
    KeyRules.all(task.person()).forEach(key -> keys.put(key.field(), key.value()));
    Ledger ledger = context.ledger();
    ledger
        .revoked()
        .note(
            new RevokedPerson(
                person,
                context.run(),
                ledger.listMembers().hashes(KeyRules.name(task.person().name()), keys),
                groups,
                RevokedPerson.State.REVOKED,
                context.server().now(),
                ""),
            context.settings().timeout());
  }
}
