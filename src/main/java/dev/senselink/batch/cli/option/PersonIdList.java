package dev.senselink.batch.cli.option;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.FileErrorMessages;
import dev.senselink.batch.cli.console.InputException;
import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.disk.TrustedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Ids of people, typed or in a file. */
public final class PersonIdList {
  private static final Pattern ID = Pattern.compile("[0-9]{1,18}");

  /** In bytes; a million ids. */
  private static final int MOST = 1 << 24;

  private PersonIdList() {}

  /**
   * Reads what was typed.
   *
   * @throws UsageException if a word is no id
   */
  public static List<Long> of(List<String> typed) {
    for (String word : typed) {
      if (!ID.matcher(word).matches()) {
        throw new UsageException(words("ids.word", word));
      }
    }
    return typed.stream().map(Long::valueOf).toList();
  }

  /**
   * Reads a file of ids, one a line; blank lines are left out.
   *
   * @throws InputException if it cannot be read, or a line is no id
   */
  public static List<Long> read(Path file) {
    List<Long> ids = new ArrayList<>();
    int number = 0;
    for (String line : lines(file)) {
      number++;
      String text = line.strip();
      if (!text.isEmpty() && !ID.matcher(text).matches()) {
        // What stands there may be a name: it is not repeated.
        throw new InputException(words("ids.line", file, number));
      }
      if (!text.isEmpty()) {
        ids.add(Long.valueOf(text));
      }
    }
    if (ids.isEmpty()) {
      throw new InputException(words("ids.none", file));
    }
    return ids;
  }

  private static List<String> lines(Path file) {
    try {
      return TrustedFile.text(file, MOST).lines().toList();
    } catch (IOException e) {
      throw new InputException(words("ids.unreadable", file, FileErrorMessages.words(file, e)));
    }
  }
}
