package dev.senselink.batch.enrol;

/**
 * One arrow of the drawing: where the row stands now, what is known of it, what is to be done.
 *
 * @param state where the event of the step will be met
 */
record RowMove(RowState state, RowFacts facts, RowStep step) {
  static RowMove send(RowState state, RowFacts facts) {
    return new RowMove(state, facts, RowStep.Act.SEND);
  }
}
