package dev.senselink.batch.table;

import static dev.senselink.batch.table.TableMessages.words;

import java.util.List;

/** Names and numbers as they stand in a sentence. */
public final class QuotedNames {
  private QuotedNames() {}

  /** One after the other; {@code ""} for none. */
  public static String list(List<String> texts) {
    return texts.stream().reduce((some, next) -> words("list.and", some, next)).orElse("");
  }

  /** The first ones and, where there are more, how many more. */
  public static String list(List<String> texts, int most) {
    return texts.size() > most
        ? words("list.more", list(texts.subList(0, most)), texts.size() - most)
        : list(texts);
  }

  /** What the file says, in quotes. */
  public static String quoted(String content) {
    return words("list.quoted", DisplayText.text(content));
  }
}
