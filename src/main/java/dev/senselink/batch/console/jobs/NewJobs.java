package dev.senselink.batch.console.jobs;

import static dev.senselink.batch.console.page.ConsoleMessages.words;

import dev.senselink.batch.console.command.JobSheet;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes job files of what was done in the console, each for lists that are put into the inbox. One
 * that is there is never written again.
 */
public final class NewJobs {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  /** Names of lists, in the inbox itself: nothing that leads out of it. */
  private static final Pattern LISTS =
      Pattern.compile(
          "(?iu)[\\p{L}\\p{N}*?_-][\\p{L}\\p{N}*? ._-]{0,99}\\.(xlsx|xlsm|xls|csv|tsv|txt)");

  /** What stands for other names in a pattern. */
  private static final Pattern WILD = Pattern.compile("[*?\\[{]");

  private final Jobs jobs;
  private final @Nullable Path inbox;

  /**
   * @param inbox where lists are put for jobs to take; {@code null} for nowhere
   */
  public NewJobs(Jobs jobs, @Nullable Path inbox) {
    this.jobs = jobs;
    this.inbox = inbox == null ? null : inbox.toAbsolutePath().normalize();
  }

  /** Whether there is a folder for them, and one for their lists. */
  public boolean arePossible() {
    return jobs.folder().exists() && inbox != null;
  }

  /**
   * Keeps a job.
   *
   * @param name of the file, without its ending
   * @param lists which files of the inbox it takes, {@code *} and {@code ?} for parts of a name
   * @param job the command, joined by {@code -}
   * @param settings by the long names of its options
   * @return the address of its page
   * @throws JobRefusedException if it is not kept: nothing is there that was not there before
   */
  public String keep(String name, String lists, String job, Map<String, String> settings)
      throws JobRefusedException {
    Path from = inbox;
    if (from == null || !jobs.folder().exists()) {
      throw new JobRefusedException(words("keep.noFolders"));
    }
    if (!NAME.matcher(name).matches()) {
      throw new JobRefusedException(words("keep.name"));
    }
    if (!LISTS.matcher(lists).matches()) {
      throw new JobRefusedException(words("keep.lists"));
    }
    String roster = from + "/" + lists;
    if (WILD.matcher(from.toString()).find()
        || roster.contains("${")
        || settings.values().stream().anyMatch(value -> value.contains("${"))) {
      throw new JobRefusedException(words("keep.unfit"));
    }
    return keep(name, text(job, roster, settings));
  }

  private String keep(String name, String text) throws JobRefusedException {
    JobFolder.Job made;
    try {
      made = jobs.folder().create(name, text);
    } catch (FileAlreadyExistsException e) {
      throw new JobRefusedException(words("keep.there", name));
    } catch (IOException e) {
      throw new JobRefusedException(words("keep.unwritable"));
    }
    JobSheet sheet = jobs.sheet(made);
    if (sheet.wrong().isEmpty() && !sheet.timer()) {
      return JobTexts.address(made);
    }
    try {
      Files.delete(made.file());
    } catch (IOException e) {
      throw new JobRefusedException(words("keep.unwritable"));
    }
    throw new JobRefusedException(
        sheet.timer() ? words("keep.timer", name) : words("keep.wrong", sheet.wrong()));
  }

  private static String text(String job, String roster, Map<String, String> settings) {
    StringBuilder text = new StringBuilder();
    comment(text, words("keep.comment", job.replace('-', ' ')));
    line(text, "job", job);
    line(text, "roster", roster);
    comment(text, words("keep.comment.move"));
    line(text, "move", "true");
    settings.forEach((key, value) -> line(text, key, value));
    return text.toString();
  }

  private static void comment(StringBuilder text, String said) {
    text.append("# ").append(said).append('\n');
  }

  /** Between quotes, so that no sign of YAML means anything. */
  private static void line(StringBuilder text, String key, String value) {
    text.append(key).append(": '").append(value.replace("'", "''")).append("'\n");
  }
}
