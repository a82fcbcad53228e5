package dev.senselink.batch.enrol;

import dev.senselink.batch.api.Person;
import dev.senselink.batch.api.UserFields;
import dev.senselink.batch.outcome.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Reads the first updates back: the canaries, and the three fields of two spellings. */
final class UpdateCheck {
  private final RunContext context;
  private final Spellings spellings;
  private final Follow follow;
  private final Canary firstSpelled = new Canary();

  UpdateCheck(RunContext context, Spellings spellings, Follow follow) {
    this.context = context;
    this.spellings = spellings;
    this.follow = follow;
  }

  /** The first update that fills one of the three fields goes alone. */
  Canary firstSpelled() {
    return firstSpelled;
  }

  /** Compares what the server now holds with what was asked for; may stop the run. */
  Outcome readBack(Change change, Canary canary, UserFields sent, Outcome outcome) {
    Person now = follow.read(change.id);
    if (now == null) {
      return outcome; // the next update is the canary then
    }
    Outcome told = outcome;
    if (Spellings.filled(sent) && spellings.updateUnknown()) {
      told = follow.learn(change.id, sent, now, told);
      now = Objects.requireNonNullElse(follow.read(change.id), now);
      firstSpelled.passed();
    }
    List<String> unasked = unasked(change, sent, now);
    if (!unasked.isEmpty()) {
      String what = "an update changed what nobody asked for (field: " + unasked.get(0) + ")";
      context
          .stop()
          .accept(
              "this server does not work as its manual says: "
                  + what
                  + ", person "
                  + change.id
                  + ". Nothing more is sent; show this to the vendor");
      return told.noting("STORED_DIFFERENTLY", what);
    }
    canary.passed();
    List<String> different = Readback.differing(sent, now);
    return different.isEmpty() ? told : Creating.storedDifferently(told, different);
  }

  /** Fields that are neither as they were nor as they were to become. */
  private static List<String> unasked(Change change, UserFields sent, Person now) {
    List<String> names = new ArrayList<>(Readback.differing(sent, now));
    names.removeAll(change.merge.changed());
    if (Readback.groupsDiffer(sent, now) && !change.merge.changed().contains("groups")) {
      names.add("groups");
    }
    for (String name : Spellings.dropped(sent, now)) {
      if (!change.merge.changed().contains(name)) {
        names.add(name);
      }
    }
    if (!Objects.equals(change.stored.gender(), now.gender())) {
      names.add("gender");
    }
    boolean sameAvatar = change.stored.avatarId().equals(now.avatarId());
    if (change.photo == null ? !sameAvatar : now.avatarId().isEmpty()) {
      names.add("avatarFile");
    }
    return names;
  }
}
