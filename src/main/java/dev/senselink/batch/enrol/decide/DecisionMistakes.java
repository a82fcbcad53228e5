package dev.senselink.batch.enrol.decide;

import static dev.senselink.batch.enrol.row.EnrolmentMessages.words;

import java.util.ArrayList;
import java.util.List;

/**
 * Gathers what is wrong with a file that people fill in, so that they are told all of it at once.
 */
final class DecisionMistakes {
  private static final int MOST_TOLD = 100;

  private final String file;
  private final List<String> told = new ArrayList<>();
  private int more;

  DecisionMistakes(String file) {
    this.file = file;
  }

  /** Adds one, with the line of the file and what to do about it. */
  void add(long line, String what) {
    if (told.size() < MOST_TOLD) {
      told.add(words("sheet.mistake", file, line, what));
    } else {
      more++;
    }
  }

  /** All of them, a line each; empty if there are none. */
  List<String> lines() {
    List<String> all = new ArrayList<>(told);
    if (more > 0) {
      all.add(words("sheet.more", file, more));
    }
    return all;
  }
}
