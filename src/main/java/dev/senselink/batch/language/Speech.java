package dev.senselink.batch.language;

import java.util.Locale;

/**
 * The language in which this process speaks to people: English, or Chinese where that was asked
 * for. It is the virtual machine's display language, so one process speaks one language; file
 * formats never change with it.
 */
public final class Speech {
  private Speech() {}

  /** {@link Locale#CHINESE} if the display language is a Chinese one, else English. */
  public static Locale language() {
    String language = Locale.getDefault(Locale.Category.DISPLAY).getLanguage();
    return language.equals(Locale.CHINESE.getLanguage()) ? Locale.CHINESE : Locale.ENGLISH;
  }

  /** From now on people are spoken to in this language. */
  public static void speak(Locale language) {
    Locale.setDefault(Locale.Category.DISPLAY, language);
  }
}
