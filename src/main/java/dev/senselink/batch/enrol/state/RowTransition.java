package dev.senselink.batch.enrol.state;

/**
 * One arrow of the drawing: where the row stands now, what is known of it, what is to be done.
 *
 * @param state where the event of the step will be met
 */
public record RowTransition(RowState state, RowFacts facts, RowStep step) {
  public static RowTransition send(RowState state, RowFacts facts) {
    return new RowTransition(state, facts, RowStep.Act.SEND);
  }
}
