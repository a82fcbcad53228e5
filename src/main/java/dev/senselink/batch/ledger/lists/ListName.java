package dev.senselink.batch.ledger.lists;

import dev.senselink.batch.check.KeyRules;

/**
 * The name of a list. Two names that differ by case, width or blanks around are one.
 *
 * @param shown as somebody typed it
 * @param compared as it is compared, and kept
 */
public record ListName(String shown, String compared) {
  /** More letters than anybody needs. */
  public static final int LONGEST = 100;

  /** A name as it was typed. */
  public static ListName of(String typed) {
    return new ListName(typed.strip(), KeyRules.name(typed));
  }

  /** Whether it can be the name of a list. */
  public boolean isUsable() {
    return !compared.isEmpty()
        && shown.length() <= LONGEST
        && shown.chars().noneMatch(Character::isISOControl);
  }
}
