package dev.senselink.batch.language;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The language in which this process speaks to people: English, or Chinese where that was asked
 * for. It is the virtual machine's display language, so one process speaks one language, except to
 * whom a thread speaks in another ({@link #speakHere}); file formats never change with it.
 */
public final class DisplayLanguage {
  /** All languages that a process may speak. */
  static final List<Locale> ALL = List.of(Locale.ENGLISH, Locale.CHINESE);

  private static final String STOPS = ".!?。！？";

  private static final ThreadLocal<@Nullable Locale> HERE = new InheritableThreadLocal<>();

  private DisplayLanguage() {}

  /** {@link Locale#CHINESE} if the display language is a Chinese one, else English. */
  public static Locale language() {
    Locale here = HERE.get();
    Locale spoken = here == null ? Locale.getDefault(Locale.Category.DISPLAY) : here;
    String language = spoken.getLanguage();
    return language.equals(Locale.CHINESE.getLanguage()) ? Locale.CHINESE : Locale.ENGLISH;
  }

  /** From now on people are spoken to in this language. */
  public static void speak(Locale language) {
    Locale.setDefault(Locale.Category.DISPLAY, language);
  }

  /**
   * This thread speaks in this language, and so do those it starts from now on: a row may be worked
   * on by any of them. {@code null}: in that of the process again.
   */
  public static void speakHere(@Nullable Locale language) {
    if (language == null) {
      HERE.remove();
    } else {
      HERE.set(language);
    }
  }

  /** Sentences one after the other; the first gets its stop if it has none. Either may be blank. */
  public static String sentences(String first, String second) {
    if (first.isEmpty() || second.isEmpty()) {
      return first + second;
    }
    boolean stopped = STOPS.indexOf(first.charAt(first.length() - 1)) >= 0;
    return language().equals(Locale.CHINESE)
        ? first + (stopped ? "" : "。") + second
        : first + (stopped ? " " : ". ") + second;
  }

  /** Names or numbers one after the other, with what the language puts between them. */
  public static String list(Collection<?> names) {
    String between = language().equals(Locale.CHINESE) ? "、" : ", ";
    return names.stream().map(String::valueOf).collect(Collectors.joining(between));
  }
}
