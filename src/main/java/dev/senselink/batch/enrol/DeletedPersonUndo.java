package dev.senselink.batch.enrol;

import static dev.senselink.batch.enrol.row.EnrolmentMessages.words;

import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.check.KeyRules;
import dev.senselink.batch.check.PersonKey;
import dev.senselink.batch.enrol.context.EnrolmentContext;
import dev.senselink.batch.enrol.leavers.RevocationMemory;
import dev.senselink.batch.enrol.lookup.ReferenceResolver;
import dev.senselink.batch.enrol.lookup.Resolution;
import dev.senselink.batch.enrol.lookup.ServerPersonMapper;
import dev.senselink.batch.enrol.lookup.ServerPlaces;
import dev.senselink.batch.enrol.row.FailureOutcomes;
import dev.senselink.batch.enrol.row.RowTask;
import dev.senselink.batch.enrol.row.UnansweredException;
import dev.senselink.batch.enrol.undo.FormerWishes;
import dev.senselink.batch.enrol.undo.PhotoReturn;
import dev.senselink.batch.enrol.undo.UndoOutcomes;
import dev.senselink.batch.ledger.KnownPerson;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.before.BeforeImage;
import dev.senselink.batch.ledger.before.BeforeImage.Kind;
import dev.senselink.batch.ledger.before.FormerPerson;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.RowEnding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes anew whom a run has deleted, unless somebody has done so already. One thread. */
final class DeletedPersonUndo {
  private final EnrolmentContext context;
  private final Ledger ledger;
  private final ServerPlaces places;
  private final ReferenceResolver meanings;
  private final CreatePreparation newcomers;

  DeletedPersonUndo(
      EnrolmentContext context,
      ServerPlaces places,
      ReferenceResolver meanings,
      CreatePreparation newcomers) {
    this.context = context;
    this.ledger = context.ledger();
    this.places = places;
    this.meanings = meanings;
    this.newcomers = newcomers;
  }

  /** Looks for them by every key first, and makes them anew only where nobody has one. */
  Outcome restore(RowTask task, BeforeImage image, Optional<Person> now)
      throws UnansweredException {
    FormerPerson was = image.before();
    if (was == null) {
      return UndoOutcomes.unknown(task, image);
    }
    if (now.isPresent()
        && KeyRules.name(now.get().name()).equals(KeyRules.name(was.field("name")))) {
      return there(task, image, now.get().id());
    }
    String number = task.person().idNumber();
    FormerWishes wishes = FormerWishes.anew(was, places, number, ledger.guests().idNumber(was));
    if (wishes.isStayUnknown()) {
      return UndoOutcomes.unknown(task, image);
    }
    if (wishes.isIdNumberUnknown()) {
      return UndoOutcomes.review(task, image, "ID_NUMBER_UNKNOWN", words("undo.guestNumber"));
    }
    List<String> lost = new ArrayList<>(wishes.lost());
    RowTask own = wishes.task(task, PhotoReturn.of(ledger.before().photos(), image, null, lost));
    Resolution meaning = meanings.of(own.person());
    if (meaning.finding() != null) {
      return UndoOutcomes.review(task, image, meaning.finding().code(), meaning.finding().reason());
    }
    Outcome cutShort = own.before().creates() > 0 ? newcomers.takeUp(own, meaning.wanted()) : null;
    if (cutShort != null) {
      return restored(own, cutShort, image, lost);
    }
    Map<Long, KnownPerson> found = found(own);
    for (KnownPerson person : found.values()) {
      if (person.type() == image.type()
          && person.normalName().equals(KeyRules.name(own.person().name()))) {
        return own.before().unknownFace() && own.before().mayHaveMade(person.id())
            ? UndoOutcomes.told(FailureOutcomes.unknownToFaces(own, person.id()), List.of())
            : there(task, image, person.id());
      }
    }
    if (found.values().stream().anyMatch(person -> person.type() == image.type())) {
      return UndoOutcomes.review(task, image, "NAME_DIFFERS", words("undo.keyTaken"))
          .withCandidates(
              found.values().stream()
                  .map(person -> ServerPersonMapper.candidate(person, own.key(), false))
                  .toList());
    }
    List<Long> earlier = new ArrayList<>(found.keySet());
    return restored(own, newcomers.create(own, meaning.wanted(), earlier, true), image, lost);
  }

  private Outcome there(RowTask task, BeforeImage image, long person) {
    if (!context.settings().dryRun()) {
      ledger.undone().note(image.run(), image.person(), Kind.DELETED, context.run(), person, "");
    }
    return task.end(RowEnding.UNCHANGED, "", words("undo.there", person)).withPerson(person);
  }

  private Map<Long, KnownPerson> found(RowTask own) throws UnansweredException {
    List<PersonKey> keys = KeyRules.all(own.person());
    Map<Long, KnownPerson> found = new LinkedHashMap<>();
    for (PersonKey key : keys.isEmpty() ? List.of(own.key()) : keys) {
      context.look().onServer(key).forEach(person -> found.put(person.id(), person));
    }
    return found;
  }

  private Outcome restored(RowTask own, Outcome outcome, BeforeImage image, List<String> lost) {
    Long person = outcome.personId();
    if (outcome.ending() != RowEnding.CREATED || person == null) {
      return UndoOutcomes.told(outcome, outcome.ending() == RowEnding.VALID ? lost : List.of());
    }
    List<Long> taken = image.sent().groups();
    if (taken != null && !taken.isEmpty()) {
      new RevocationMemory(context).stayOut(own, person, taken);
    }
    Outcome restored =
        UndoOutcomes.told(
            Outcome.of(outcome.ref(), RowEnding.RESTORED, outcome.code(), outcome.reason())
                .withPerson(person)
                .withAttempts(outcome.attempts()),
            lost);
    String untold = UndoOutcomes.lost(restored); // until the outcome is on the disk
    ledger.undone().replace(image.run(), image.person(), person, context.run(), untold);
    ledger.guests().wanted(person);
    FormerPerson was = image.before();
    if (was != null && !was.avatarId().isEmpty()) {
      PhotoReturn.isBack(context, person, was);
    }
    return restored;
  }

  /** Whom an earlier process of this undo has made anew already; {@code null} if it has not. */
  @Nullable Outcome madeAnew(RowTask task, long was) {
    var person = ledger.undone().madeAnew(context.run(), was);
    if (person.isEmpty()) {
      return null;
    }
    long now = person.getAsLong();
    return UndoOutcomes.toldAgain(
        task.done(RowEnding.RESTORED, now), ledger.undone().lost(context.run(), now, Kind.DELETED));
  }
}
