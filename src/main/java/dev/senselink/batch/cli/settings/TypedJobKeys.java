package dev.senselink.batch.cli.settings;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The keys of a job that are typed: {@code --KEY=VALUE}, {@code --KEY VALUE}, {@code --SWITCH}. */
public final class TypedJobKeys {
  private TypedJobKeys() {}

  /**
   * Reads them.
   *
   * @param isSwitch whether a key stands alone
   * @throws UsageException if a word is no key
   */
  public static List<JobFileLines.Line> read(List<String> words, Predicate<String> isSwitch) {
    return read(
        words,
        isSwitch,
        stray -> {
          throw new UsageException(words("job.noTypedKey", stray));
        });
  }

  /**
   * The same for whoever goes on where a word is no key.
   *
   * @param strays is given each such word
   */
  public static List<JobFileLines.Line> read(
      List<String> words, Predicate<String> isSwitch, Consumer<String> strays) {
    List<JobFileLines.Line> lines = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (!word.startsWith("--") || word.length() == 2) {
        strays.accept(word);
        continue;
      }
      int equals = word.indexOf('=');
      String key = equals < 0 ? word.substring(2) : word.substring(2, equals);
      boolean valueFollows =
          equals < 0
              && !isSwitch.test(key)
              && i + 1 < words.size()
              && !words.get(i + 1).startsWith("--");
      String value = equals >= 0 ? word.substring(equals + 1) : "true";
      lines.add(line(key, valueFollows ? words.get(++i) : value));
    }
    return lines;
  }

  private static JobFileLines.Line line(String key, String value) {
    return new JobFileLines.Line(key, value, value, 0);
  }
}
