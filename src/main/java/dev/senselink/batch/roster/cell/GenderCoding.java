package dev.senselink.batch.roster.cell;

import static dev.senselink.batch.roster.cell.RosterMessages.words;

import java.util.Locale;

/** What a bare {@code 1} or {@code 2} in a gender cell means; there is no default on purpose. */
public enum GenderCoding {
  /** SenseLink's own: 1 female, 2 male. */
  SENSELINK,
  /** ISO/IEC 5218: 1 male, 2 female. */
  ISO5218;

  /**
   * The coding of this option word.
   *
   * @throws RosterSettingsException for any other word
   */
  public static GenderCoding of(String word) {
    for (GenderCoding coding : values()) {
      if (coding.word().equals(word)) {
        return coding;
      }
    }
    throw new RosterSettingsException(words("option.genderCoding", word));
  }

  /** The word of the option {@code --gender-coding}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
