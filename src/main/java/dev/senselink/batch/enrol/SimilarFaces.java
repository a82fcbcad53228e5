package dev.senselink.batch.enrol;

import static dev.senselink.batch.enrol.Words.words;

import dev.senselink.batch.api.Codes;
import dev.senselink.batch.api.ListUsers;
import dev.senselink.batch.api.Person;
import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.SimilarPerson;
import dev.senselink.batch.check.Key;
import dev.senselink.batch.check.KeyField;
import dev.senselink.batch.check.Keys;
import dev.senselink.batch.ledger.KnownPerson;
import dev.senselink.batch.outcome.Candidate;
import dev.senselink.batch.outcome.Ending;
import dev.senselink.batch.outcome.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers 30002, "a similar user exists": the second table of ENROLMENT. */
final class SimilarFaces {
  static final int SIMILAR = 30002;
  static final String CODE = "30002";

  private final RunContext context;

  SimilarFaces(RunContext context) {
    this.context = context;
  }

  /** What is to be done about it. */
  enum What {
    /** The similar person is gone: send once more. */
    SEND_AGAIN,
    /** The similar person is the one our lost request made. */
    ADOPT,
    /** The similar person is the one the row means. */
    EXISTS,
    /** Send once with {@code force=1}. */
    FORCE,
    /** Update the similar person with the row. */
    UPDATE,
    /** Nothing: the row ends here. */
    END
  }

  /**
   * The decision.
   *
   * @param person the similar person, where the decision is about them
   * @param outcome how the row ends, for {@link What#END}
   */
  record Decision(What what, @Nullable KnownPerson person, @Nullable Outcome outcome) {
    static Decision to(What what, KnownPerson person) {
      return new Decision(what, person, null);
    }

    static Decision end(Outcome outcome) {
      return new Decision(What.END, null, outcome);
    }

    KnownPerson who() {
      if (person == null) {
        throw new IllegalStateException(what + " is about nobody");
      }
      return person;
    }

    Outcome ending() {
      if (outcome == null) {
        throw new IllegalStateException(what + " is no ending");
      }
      return outcome;
    }
  }

  /**
   * Decides on a 30002.
   *
   * @param updating the person being updated, {@code null} on create
   * @param before whether this row was sent again already because a similar person was gone
   */
  Decision decide(
      RowTask task, Reply.Refusal<?> refusal, @Nullable KnownPerson updating, boolean before) {
    SimilarPerson similar = refusal.similar();
    if (similar == null) {
      return Decision.end(task.end(Ending.REVIEW, CODE, words("similar.unknown")));
    }
    Reply<List<Person>> read = context.server().ask(ListUsers.byId(similar.id()));
    if (!(read instanceof Reply.Answer<List<Person>> answer)) {
      return Decision.end(Failures.ofQuestion(task, read));
    }
    if (answer.value().isEmpty()) {
      return gone(task, similar, before);
    }
    KnownPerson made = context.ledger().known().byId(similar.id()).orElse(null);
    Long line = made == null ? null : made.rosterLine();
    return among(task, People.known(answer.value().get(0), line), similar, updating);
  }

  private Decision gone(RowTask task, SimilarPerson similar, boolean before) {
    if (!before) {
      return new Decision(What.SEND_AGAIN, null, null);
    }
    return Decision.end(
        task.end(Ending.REVIEW, "SIMILAR_GONE", words("similar.gone", similar.id()))
            .withSimilar(similar.id(), similar.name())
            .withCandidates(
                List.of(new Candidate(similar.id(), similar.name(), "", similar.canForce()))));
  }

  private Decision among(
      RowTask task, KnownPerson similar, SimilarPerson told, @Nullable KnownPerson updating) {
    if (updating != null && similar.id() == updating.id()) {
      return told.canForce()
          ? Decision.to(What.FORCE, similar)
          : Decision.end(review(task, similar, told, words("similar.self")));
    }
    Key key = task.key();
    boolean another = context.lineage().isAnothers(task.row(), similar.id());
    boolean sameKey = similar.type() == context.type() && People.hasKey(similar, key) && !another;
    boolean sameName = similar.normalName().equals(Keys.name(task.person().name()));
    boolean mayBeOurs = task.unanswered() && !task.hadKey(similar.id());
    if (sameKey && sameName && updating == null && mayBeOurs) {
      return Decision.to(What.ADOPT, similar);
    }
    if (sameKey && task.isDecided()) {
      return Decision.end(review(task, similar, told, ""));
    }
    if (sameKey && updating != null) {
      return Decision.end(keyNotUnique(task, List.of(updating, similar)));
    }
    if (sameKey) {
      return sameName
          ? Decision.to(What.EXISTS, similar)
          : Decision.end(nameDiffers(task, similar));
    }
    return byPolicy(task, similar, told, sameName, updating);
  }

  private Decision byPolicy(
      RowTask task,
      KnownPerson similar,
      SimilarPerson told,
      boolean sameName,
      @Nullable KnownPerson updating) {
    switch (context.settings().onSimilar()) {
      case SKIP:
        return Decision.end(
            task.end(Ending.SKIPPED_SIMILAR, CODE, words("similar.skipped", who(similar)))
                .withSimilar(similar.id(), similar.name())
                .withCandidates(List.of(candidate(task, similar, told))));
      case FORCE:
        return told.canForce()
            ? Decision.to(What.FORCE, similar)
            : Decision.end(review(task, similar, told, words("similar.noForce")));
      case UPDATE:
        return updating == null && sameName && mayBeSame(task, similar)
            ? Decision.to(What.UPDATE, similar)
            : Decision.end(review(task, similar, told, words("similar.differs")));
      default:
        return Decision.end(review(task, similar, told, ""));
    }
  }

  /** Same type, and no identity field that is filled on both sides differs. */
  private boolean mayBeSame(RowTask task, KnownPerson similar) {
    if (similar.type() != context.type()) {
      return false;
    }
    for (KeyField field : Keys.USER_KEYS) {
      if (differ(field, task.person(), similar)) {
        return false;
      }
    }
    return true;
  }

  private static boolean differ(
      KeyField field, dev.senselink.batch.check.Person row, KnownPerson similar) {
    String ours = Keys.normal(field, row.text(field.column()));
    String theirs = People.normal(similar, field);
    return !ours.isEmpty() && !theirs.isEmpty() && !ours.equals(theirs);
  }

  private Outcome review(RowTask task, KnownPerson similar, SimilarPerson told, String more) {
    String meaning = Codes.meaning(30002);
    String remedy = Codes.remedy(30002);
    String reason =
        more.isEmpty()
            ? words("similar", meaning, who(similar), remedy)
            : words("similar.more", meaning, who(similar), more, remedy);
    return task.end(Ending.REVIEW, CODE, reason)
        .withSimilar(similar.id(), similar.name())
        .withCandidates(List.of(candidate(task, similar, told)));
  }

  /** A person with the row's key and another name: two people, or one who changed the name. */
  Outcome nameDiffers(RowTask task, KnownPerson person) {
    return task.end(
            Ending.REVIEW,
            "NAME_DIFFERS",
            words("name.differs", person.id(), FieldNames.ofKey(task)))
        .withCandidates(List.of(People.candidate(person, task.key(), false)));
  }

  /** Several people with the row's key, or who may be the row without having it. */
  Outcome keyNotUnique(RowTask task, List<KnownPerson> people) {
    return task.end(
            Ending.REVIEW,
            "KEY_NOT_UNIQUE",
            words("key.notUnique", people.size(), FieldNames.ofKey(task)))
        .withCandidates(people.stream().map(p -> People.candidate(p, task.key(), false)).toList());
  }

  private static Candidate candidate(RowTask task, KnownPerson similar, SimilarPerson told) {
    return People.candidate(similar, task.key(), told.canForce());
  }

  private static String who(KnownPerson similar) {
    boolean guest = similar.type() == Person.GUEST;
    Long line = similar.rosterLine();
    return line == null
        ? words(guest ? "who.guest" : "who.person", similar.id())
        : words(guest ? "who.guest.made" : "who.person.made", similar.id(), line);
  }
}
