package dev.senselink.batch.cli.console;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.language.DisplayLanguage;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The language a person is spoken to in. It is decided before anything is said, so also for what is
 * wrong with the command line itself: what is typed, else the job file, else the environment, else
 * the configuration file, else the language of the session.
 */
public enum LanguageChoice {
  EN(Locale.ENGLISH),
  ZH(Locale.CHINESE);

  private static final String OPTION = "--lang";
  private static final String VARIABLE = "SENSELINK_LANG";

  /** The session's locale as the launcher found it, which sets another one for file names. */
  private static final String LAUNCHED = "senselink.session";

  private static final List<String> SESSION = List.of("LC_ALL", "LC_MESSAGES", "LANG");

  private final Locale locale;

  LanguageChoice(Locale locale) {
    this.locale = locale;
  }

  /**
   * Speaks the language these arguments and this environment ask for.
   *
   * @param ofJob gives what the job file of these arguments says; null for nothing
   * @return whether they ask for any; else the configuration file may
   * @throws UsageException if it is none of ours
   */
  public static boolean speak(
      String[] args, Map<String, String> environment, Supplier<@Nullable String> ofJob) {
    ofSession(environment).speak(); // also for the complaint about another
    String typed = typed(args);
    String inJob = ofJob.get();
    String said = typed != null ? typed : isKnown(inJob) ? inJob : null;
    String variable = environment.getOrDefault(VARIABLE, "");
    if (said != null) {
      of(said).speak();
    } else if (!variable.isBlank()) {
      of(variable, words("origin.variable", VARIABLE)).speak();
    }
    return said != null || !variable.isBlank();
  }

  /** From now on everything is said in this language. */
  public void speak() {
    DisplayLanguage.speak(locale);
  }

  /**
   * The language of {@code --lang}.
   *
   * @throws UsageException if it is none of ours
   */
  static LanguageChoice of(String option) {
    return of(option, "");
  }

  /**
   * The same of a value that was not typed.
   *
   * @param origin where it stands, {@code ""} for the command line
   * @throws UsageException if it is none of ours
   */
  public static LanguageChoice of(String option, String origin) {
    if (!isKnown(option)) {
      String words = words("lang.unknown", option);
      throw new UsageException(origin.isEmpty() ? words : words("complaint.from", words, origin));
    }
    return valueOf(option.strip().toUpperCase(Locale.ROOT));
  }

  private static boolean isKnown(@Nullable String said) {
    for (LanguageChoice known : values()) {
      if (said != null && known.name().equalsIgnoreCase(said.strip())) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable String typed(String[] args) {
    String last = null;
    for (int i = 0; i < args.length; i++) {
      if (args[i].equals(OPTION) && i + 1 < args.length) {
        last = args[i + 1];
      } else if (args[i].startsWith(OPTION + "=")) {
        last = args[i].substring(OPTION.length() + 1);
      }
    }
    return last;
  }

  private static LanguageChoice ofSession(Map<String, String> environment) {
    String launched = System.getProperty(LAUNCHED, "");
    if (!launched.isBlank()) {
      return ofLocale(launched);
    }
    for (String name : SESSION) {
      String value = environment.getOrDefault(name, "");
      if (!value.isBlank()) {
        return ofLocale(value);
      }
    }
    return ofSystem(System.getProperty("os.name", ""), Locale.getDefault(Locale.Category.DISPLAY));
  }

  private static LanguageChoice ofLocale(String locale) {
    return locale.toLowerCase(Locale.ROOT).startsWith("zh") ? ZH : EN;
  }

  /** Windows says its language to Java and to no variable. */
  static LanguageChoice ofSystem(String system, Locale display) {
    boolean chinese = display.getLanguage().equals(Locale.CHINESE.getLanguage());
    return system.startsWith("Windows") && chinese ? ZH : EN;
  }
}
