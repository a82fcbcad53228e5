package dev.senselink.batch.outcome;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which decisions about a conflict can work. Page, workbook, text and {@code resolve} ask here and
 * nowhere else, so that nobody is offered what is refused or asks the same again.
 */
public final class PossibleDecisions {
  private PossibleDecisions() {}

  /**
   * What can work as things are, in the order of {@link Decision}.
   *
   * @param conflict the outcome that is to be decided about
   * @param candidate one of its candidates, {@code null} for nobody
   */
  public static List<Decision> of(Outcome conflict, @Nullable ConflictCandidate candidate) {
    // What failed was decided about before: why it failed says nothing of what can be decided.
    String code = conflict.ending() == RowEnding.FAILED ? "" : conflict.code();
    return of(code, conflict.personId(), candidate);
  }

  /**
   * The same before there is an outcome.
   *
   * @param updated the person whom the row is, {@code null} for nobody
   */
  public static List<Decision> of(
      String code, @Nullable Long updated, @Nullable ConflictCandidate candidate) {
    Set<Decision> possible = EnumSet.of(Decision.SKIP);
    possible.addAll(
        switch (code) {
          // The same photo sent again is the same question again.
          case "30002", "FORCE_UNCERTAIN" -> EnumSet.of(Decision.UPDATE, Decision.FORCE);
          case "ID_NUMBER_UNKNOWN", "GROUPS_UNKNOWN", Outcome.MADE_TWICE ->
              EnumSet.of(Decision.UPDATE);
          case "SIMILAR_GONE" -> EnumSet.of(Decision.CREATE);
          // What the list says of them has to be clear first.
          case Outcome.STATUS_UNCLEAR -> EnumSet.noneOf(Decision.class);
          // Of an undo: about it nothing can be decided in a file.
          case "CHANGED_SINCE", "NAMED_LATER", "UNKNOWN_STATE", "BEFORE_UNKNOWN" ->
              EnumSet.noneOf(Decision.class);
          default -> EnumSet.allOf(Decision.class);
        });
    if (updated != null) {
      possible.remove(Decision.CREATE); // the row is somebody already
    }
    boolean another = candidate != null && updated != null && candidate.id() != updated;
    if (candidate == null || candidate.otherKind() || another || isSelf(code, updated, candidate)) {
      possible.remove(Decision.UPDATE);
    }
    if (candidate == null || !candidate.canForce()) {
      possible.remove(Decision.FORCE);
    }
    return new ArrayList<>(possible);
  }

  /** The server finds the person like themselves: an update is what it has just refused. */
  private static boolean isSelf(String code, @Nullable Long updated, ConflictCandidate candidate) {
    return code.equals("30002") && updated != null && candidate.id() == updated;
  }

  /**
   * Whether {@code resolve} carries it out. It asks the server again where that can do no harm: a
   * create with another photo in the folder is another question, and an update that cannot be says
   * why. Nothing is forced that was not offered, and whom a row has made more than once it does not
   * make once more.
   */
  public static boolean mayBeTried(
      Decision decision, Outcome conflict, @Nullable ConflictCandidate candidate) {
    boolean there =
        conflict.personId() != null && conflict.code().equals(Outcome.LEFT_SINCE_BACKUP);
    return decision == Decision.CREATE && !conflict.code().equals(Outcome.MADE_TWICE) && !there
        || decision == Decision.UPDATE && candidate != null
        || of(conflict, candidate).contains(decision);
  }

  /** Whether another photo may settle it: it is the face that the server objects to. */
  public static boolean mayHelpAnotherPhoto(Outcome conflict) {
    return conflict.code().equals("30002");
  }
}
