package dev.senselink.batch.enrol.row;

import dev.senselink.batch.check.KeyRules;

/** When two spellings of a field are one: what a server may fold or trim as it stores it (E18). */
public final class FieldFolding {
  private FieldFolding() {}

  /** The text of a field without case, width and blanks around it; of a mobile, within it too. */
  public static String of(String field, String text) {
    String folded = KeyRules.name(text);
    return field.equals("mobile") ? folded.replaceAll("[\\s-]", "") : folded;
  }
}
