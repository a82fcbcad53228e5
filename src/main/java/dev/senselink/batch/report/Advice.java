package dev.senselink.batch.report;

import java.util.List;

/**
 * What a run comes to and what to do about it, computed from the causes. The page and the last
 * words on the terminal both say this.
 *
 * @param told what one cause did to many rows, and what differs although it is done; whole
 *     sentences, the weightiest first
 * @param causes every other cause with its count, short
 * @param steps what to do, in order
 */
public record Advice(List<String> told, List<String> causes, List<Step> steps) {
  public Advice {
    told = List.copyOf(told);
    causes = List.copyOf(causes);
    steps = List.copyOf(steps);
  }

  /**
   * One thing to do.
   *
   * @param command the whole command to run then, ready for a shell; {@code ""} for none
   */
  public record Step(String text, String command) {}
}
