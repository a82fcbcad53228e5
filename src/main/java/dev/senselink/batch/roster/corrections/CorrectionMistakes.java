package dev.senselink.batch.roster.corrections;

import static dev.senselink.batch.roster.cell.RosterMessages.words;

import dev.senselink.batch.roster.cell.RosterSettingsException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What is wrong in a corrections file, told at once; of very much only the beginning. */
final class CorrectionMistakes {
  private static final int MOST = 50;

  private final Path file;
  private final List<String> told = new ArrayList<>();
  private long more;

  CorrectionMistakes(Path file) {
    this.file = file;
  }

  void add(int at, String why) {
    if (told.size() < MOST) {
      told.add(words("corrections.at", file, String.valueOf(at), why));
    } else {
      more++;
    }
  }

  void throwIfAny() {
    if (more > 0) {
      told.add(words("corrections.more", more));
    }
    if (!told.isEmpty()) {
      throw new RosterSettingsException(told);
    }
  }
}
