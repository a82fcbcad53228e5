package dev.senselink.batch.cli.console;

import static dev.senselink.batch.cli.console.CliMessages.words;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All that is wrong with a job, told at once. */
public final class JobMistakes {
  private record Mistake(int line, String wrong) {}

  private final String file;
  private final List<Mistake> found = new ArrayList<>();

  /**
   * @param file how the job file was named
   */
  public JobMistakes(String file) {
    this.file = file;
  }

  /**
   * Adds one.
   *
   * @param line counted from 1; 0 for what was typed, which has no line
   */
  public void add(int line, String wrong) {
    found.add(new Mistake(line, line == 0 ? wrong : file + ":" + line + ": " + wrong));
  }

  public int count() {
    return found.size();
  }

  /**
   * Ends the command if there are any.
   *
   * @throws UsageException one line each, in the file's order
   */
  public void throwIfAny() {
    throwIfAny(List.of());
  }

  /**
   * The same with those of the files that this one names.
   *
   * @throws UsageException one line each, file by file
   */
  public void throwIfAny(List<JobMistakes> others) {
    List<String> all =
        Stream.concat(Stream.of(this), others.stream()).flatMap(JobMistakes::inOrder).toList();
    if (!all.isEmpty()) {
      throw new UsageException(
          all.stream()
              .distinct()
              .collect(Collectors.joining("\n", words("job.mistakes", file) + "\n", "")));
    }
  }

  private Stream<String> inOrder() {
    return found.stream().sorted(Comparator.comparingInt(Mistake::line)).map(Mistake::wrong);
  }
}
