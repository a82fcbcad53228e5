package dev.senselink.batch.cli;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The language a person is spoken to in. */
enum Language {
  EN(Locale.ENGLISH),
  ZH(Locale.CHINESE);

  private final Locale locale;

  Language(Locale locale) {
    this.locale = locale;
  }

  Locale locale() {
    return locale;
  }

  /**
   * The language of {@code --lang}.
   *
   * @param option what was said, {@code null} for English
   * @throws UsageException if it is none of ours
   */
  static Language of(@Nullable String option) {
    if (option == null) {
      return EN;
    }
    try {
      return valueOf(option.strip().toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new UsageException("--lang " + option + " is not known: en or zh");
    }
  }

  /** The language of the environment as a value of {@code --lang}: {@code zh} or {@code en}. */
  static String of(Map<String, String> environment) {
    return Stream.of("LC_ALL", "LC_MESSAGES", "LANG")
            .map(name -> environment.getOrDefault(name, ""))
            .filter(value -> !value.isBlank())
            .findFirst()
            .filter(value -> value.toLowerCase(Locale.ROOT).startsWith("zh"))
            .isPresent()
        ? "zh"
        : "en";
  }
}
