package dev.senselink.batch.language;

import java.text.FieldPosition;
import java.text.Format;
import java.text.MessageFormat;
import java.text.ParsePosition;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The sentences of one stage, in the language this process speaks ({@link DisplayLanguage}).
 * Patterns are those of {@link MessageFormat} with one difference: a plain <code>{0}</code> is put
 * in as it is, so line 12345 stays 12345. <code>{0,number}</code>, and a number inside a choice, is
 * a count and written as the language writes it. An apostrophe is always doubled.
 *
 * <p>Safe between threads; may be kept in a constant, since the language is asked for each time.
 */
public final class MessageCatalog {
  private static final ResourceBundle.Control NO_FALLBACK =
      ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

  private final String bundle;
  private final ClassLoader loader;
  private volatile @Nullable Spoken spoken;

  private MessageCatalog(String bundle, ClassLoader loader) {
    this.bundle = bundle;
    this.loader = loader;
  }

  /**
   * The sentences in {@code messages.properties} of the stage of {@code owner}: of the package
   * right below the program's own in which it lies, however deep.
   */
  public static MessageCatalog ofStage(Class<?> owner) {
    String program = MessageCatalog.class.getPackageName().replaceFirst("\\.\\w+$", ".");
    String room = owner.getPackageName().substring(program.length());
    String stage = program + room.replaceFirst("\\..*", "");
    return new MessageCatalog(stage + ".messages", owner.getClassLoader());
  }

  /**
   * The sentence of a key with its values put in.
   *
   * @throws java.util.MissingResourceException for a key that no bundle has: a defect
   */
  public String of(String key, @Nullable Object... values) {
    Locale language = DisplayLanguage.language();
    String words = bundle(language).getString(key);
    if (words.indexOf('{') < 0 && words.indexOf('\'') < 0) {
      return words; // the names of columns, asked for with every row
    }
    MessageFormat sentence = new MessageFormat(words, language);
    Format[] formats = sentence.getFormats();
    for (int place = 0; place < formats.length; place++) {
      if (formats[place] == null) {
        sentence.setFormat(place, AsItIs.FORMAT);
      }
    }
    return sentence.format(values);
  }

  /** The texts of a key in all languages, for what may have been read in another one. */
  public Set<String> inAllLanguages(String key) {
    return DisplayLanguage.ALL.stream()
        .map(language -> bundle(language).getString(key))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether there is a sentence of that key. */
  public boolean has(String key) {
    return bundle(DisplayLanguage.language()).containsKey(key);
  }

  private ResourceBundle bundle(Locale language) {
    Spoken last = spoken;
    if (last == null || !last.language().equals(language)) {
      last = new Spoken(language, ResourceBundle.getBundle(bundle, language, loader, NO_FALLBACK));
      spoken = last;
    }
    return last.sentences();
  }

  /** The sentences in the language of the last call: to look for them again takes longer. */
  private record Spoken(Locale language, ResourceBundle sentences) {}

  /** Puts a value in without the grouping that a language gives numbers. */
  private static final class AsItIs extends Format {
    private static final long serialVersionUID = 1L;
    private static final AsItIs FORMAT = new AsItIs();

    @Override
    public StringBuffer format(Object value, StringBuffer to, FieldPosition position) {
      return to.append(value);
    }

    @Override
    public @Nullable Object parseObject(String source, ParsePosition position) {
      throw new UnsupportedOperationException("sentences are not read back");
    }
  }
}
