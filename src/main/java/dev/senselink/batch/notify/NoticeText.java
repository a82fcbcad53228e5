package dev.senselink.batch.notify;

import static dev.senselink.batch.notify.NotifyMessages.words;

import dev.senselink.batch.language.DisplayLanguage;
import dev.senselink.batch.language.VisibleText;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.StringJoiner;

/**
 * What is told of a job that has ended, as plain text: what ran, what came of it, where the report
 * is, the next command.
 */
public final class NoticeText {
  /** So many runs of one job are told; a message that nobody reads to its end tells nothing. */
  private static final int MOST_RUNS = 20;

  private final EndedJob end;

  public NoticeText(EndedJob end) {
    this.end = end;
  }

  /** One line. */
  public String title() {
    return words("title." + level(), name());
  }

  /** The whole message without its title. */
  public String body() {
    StringJoiner text = new StringJoiner("\n");
    text.add(words("text.ran", name(), time(end.startedAt()), time(end.finishedAt())));
    if (!end.server().isEmpty()) {
      text.add(words("text.server", line(end.server())));
    }
    for (EndedRun run : end.runs().subList(0, Math.min(MOST_RUNS, end.runs().size()))) {
      text.add("");
      run(run, text);
    }
    if (end.runs().size() > MOST_RUNS) {
      text.add("").add(words("text.more", end.runs().size() - MOST_RUNS));
    }
    if (end.runs().isEmpty()) {
      text.add("").add(words("text.nothing"));
    }
    return text.toString();
  }

  private static void run(EndedRun run, StringJoiner text) {
    if (!run.input().isEmpty()) {
      text.add(line(run.input()));
    }
    text.add(line(run.sentence()));
    if (!run.page().isEmpty()) {
      text.add(words("text.report", line(run.page())));
    } else if (run.report() != null) {
      text.add(words("text.report", line(run.report().toAbsolutePath().normalize().toString())));
    }
    if (!run.next().isEmpty()) {
      text.add(words("text.next")).add("  " + line(run.next()));
    }
  }

  private String name() {
    String command = end.command().replace('-', ' ');
    return end.jobFile().isEmpty()
        ? line(command)
        : words("text.jobFile", line(end.jobFile()), line(command));
  }

  private String level() {
    return end.level().name().toLowerCase(Locale.ROOT);
  }

  private static String time(java.time.Instant at) {
    return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM)
        .withLocale(DisplayLanguage.language())
        .format(at.atZone(ZoneId.systemDefault()));
  }

  /**
   * A text of others as one line that shows all there is: a header or a line must hold no controls,
   * line ends or marks that turn the writing.
   */
  public static String line(String text) {
    StringBuilder line = new StringBuilder(text.length());
    boolean plain = true;
    for (char c : text.toCharArray()) {
      boolean was = plain;
      plain = c != '\n' && VisibleText.isPlain(c);
      if (plain) {
        line.append(c);
      } else if (was) {
        line.append(' ');
      }
    }
    return line.toString().strip();
  }
}
