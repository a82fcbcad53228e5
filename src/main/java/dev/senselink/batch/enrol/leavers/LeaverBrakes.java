package dev.senselink.batch.enrol.leavers;

import static dev.senselink.batch.enrol.row.EnrolmentMessages.words;

import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.OutcomeStore;
import dev.senselink.batch.ledger.lists.ListImport;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What makes an import leave all leavers alone: a file that is not the list, a server that does not
 * list its people, a run that is not whole. Each of them says what to do.
 */
public final class LeaverBrakes {
  /** Smaller differences are the daily coming and going of a small list. */
  private static final int FEW = 5;

  private final Ledger ledger;
  private final OutcomeStore outcomes;
  private final ListImport list;
  private final LeaverRules rules;
  private final long standing;

  /**
   * A brake that has fallen.
   *
   * @param code its name, {@code why} what happened and what to do
   */
  public record Brake(String code, String why) {
    /** Both in one sentence. */
    public String inWords() {
      return words("brake", code, why);
    }
  }

  /**
   * @param standing how many members before this import the server lists as they were
   */
  LeaverBrakes(
      Ledger ledger, OutcomeStore outcomes, ListImport list, LeaverRules rules, long standing) {
    this.standing = standing;
    this.ledger = ledger;
    this.outcomes = outcomes;
    this.list = list;
    this.rules = rules;
  }

  /** The run has not come to its end, or nobody knows what became of a row. */
  public static Brake notComplete() {
    return new Brake("RUN_NOT_COMPLETE", words("brake.notComplete"));
  }

  /** Nobody knows whether somebody of the list is there, whom the list of all people lacks. */
  static Brake unclear(long person, String why) {
    return new Brake("RUN_NOT_COMPLETE", words("brake.unclear", person, why));
  }

  /** A row says neither by key nor by name whom it means. */
  static Brake unreadable(long line) {
    return new Brake("KEYS_UNREADABLE", words("brake.unreadable", line));
  }

  /** The first brake that holds before anybody is looked for. */
  Optional<Brake> before(@Nullable ListImport last) {
    if (outcomes.anyUncertain(list.run())) {
      return Optional.of(notComplete());
    }
    if (rules.rosterIsCut()) {
      return Optional.of(new Brake("ROSTER_CUT", words("brake.rosterCut")));
    }
    return last == null ? Optional.empty() : listShrank(last).or(this::serverListShrank);
  }

  private Optional<Brake> listShrank(ListImport last) {
    long fewer = last.rows() - list.rows();
    boolean allowed = fewer <= FEW || fewer <= last.rows() * rules.maxShrink() / 100;
    if (allowed && fewer * 2 <= last.rows()) {
      return Optional.empty();
    }
    return Optional.of(
        new Brake("LIST_SHRANK", words("brake.listShrank", list.rows(), last.rows(), fewer)));
  }

  private Optional<Brake> serverListShrank() {
    long members = ledger.listMembers().before(list.list(), list.number());
    return standing * 2 >= members
        ? Optional.empty()
        : Optional.of(
            new Brake("SERVER_LIST_SHRANK", words("brake.serverListShrank", standing, members)));
  }

  /**
   * Whether so many people are too many for whom something is newly to be done.
   *
   * @param returning who is named without counting as a member yet: whom earlier imports have
   *     missed and who are named again, and whoever has left without having been on the list
   */
  Optional<Brake> tooMany(long people, long returning) {
    long members = ledger.listMembers().notMissedBefore(list.list(), list.number()) + returning;
    long most = rules.most().of(members);
    return people <= most
        ? Optional.empty()
        : Optional.of(new Brake("TOO_MANY", words("brake.tooMany", people, members, most)));
  }
}
