package dev.senselink.batch.enrol;

import static dev.senselink.batch.enrol.Words.words;

import dev.senselink.batch.api.ListUsers;
import dev.senselink.batch.api.Person;
import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.UserFields;
import dev.senselink.batch.outcome.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * The first update with and the first without a photo go alone and are read back: one that changed
 * what nobody asked for stops the run.
 */
final class UpdateCanary {
  private final RunContext context;
  private final Spelled spelled;
  private final Canary withPhoto;
  private final Canary withoutPhoto;
  private final Canary firstSpelled;

  UpdateCanary(RunContext context, Spelled spelled) {
    this.withPhoto = new Canary(context.machine());
    this.withoutPhoto = new Canary(context.machine());
    this.firstSpelled = new Canary(context.machine());
    this.context = context;
    this.spelled = spelled;
  }

  /** Sends, alone if nothing of this kind has passed yet. */
  Outcome through(Change change, Supplier<Outcome> send) {
    return kind(change)
        .through(
            () ->
                Spellings.filled(change.merge().fields())
                    ? firstSpelled.through(send)
                    : send.get());
  }

  private Canary kind(Change change) {
    return change.photo() == null ? withoutPhoto : withPhoto;
  }

  /** An update was answered well; reads it back where that is due. */
  Outcome answered(Change change, UserFields sent, Outcome outcome) {
    boolean due = kind(change).isDue() || spelled.learnsFromUpdate(sent);
    return due ? readBack(change, sent, outcome) : outcome;
  }

  private Outcome readBack(Change change, UserFields sent, Outcome outcome) {
    Reply<List<Person>> read = context.server().ask(ListUsers.byId(change.id()));
    if (!(read instanceof Reply.Answer<List<Person>> answer)) {
      return outcome; // the next update is the canary then
    }
    if (answer.value().isEmpty()) {
      return stop(change, outcome, words("odd.updateLost"));
    }
    Person now = answer.value().get(0);
    Outcome told = outcome;
    if (spelled.learnsFromUpdate(sent)) {
      told = spelled.learn(change.id(), sent, now, told);
      now = Objects.requireNonNullElse(spelled.read(change.id()), now);
      firstSpelled.passed();
    }
    List<String> unasked = unasked(change, sent, now);
    if (!unasked.isEmpty()) {
      String field = unasked.get(0);
      return stop(change, told, words("odd.updateChanged", field));
    }
    kind(change).passed();
    List<String> different = Readback.differing(sent, now);
    return different.isEmpty() ? told : Creating.storedDifferently(told, different);
  }

  private Outcome stop(Change change, Outcome outcome, String what) {
    context.stop().accept(words("odd.person", what, change.id()));
    return outcome.noting("STORED_DIFFERENTLY", what);
  }

  /** Fields that are neither as they were nor as they were to become. */
  private static List<String> unasked(Change change, UserFields sent, Person now) {
    Person before = change.stored();
    List<String> names = new ArrayList<>(Readback.differing(sent, now));
    names.removeIf(name -> Readback.same(name, before, now));
    if (Readback.groupsDiffer(sent, now) && !Readback.sameGroups(before, now)) {
      names.add("groups");
    }
    for (String name : Spellings.dropped(sent, now)) {
      if (!change.merge().changed().contains(name)) {
        names.add(name);
      }
    }
    if (!Objects.equals(before.gender(), now.gender())) {
      names.add("gender");
    }
    boolean sameAvatar = before.avatarId().equals(now.avatarId());
    if (change.photo() == null ? !sameAvatar : now.avatarId().isEmpty()) {
      names.add("avatarFile");
    }
    return names;
  }
}
