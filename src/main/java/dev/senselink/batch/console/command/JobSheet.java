package dev.senselink.batch.console.command;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a job file says, in the language spoken now.
 *
 * @param job the command joined by {@code -}, {@code ""} where the file does not say
 * @param about what that does; {@code ""} where nobody knows
 * @param lines in the file's order
 * @param wrong all that is wrong with it; {@code ""} if it can be run
 * @param grave whether it can delete people or restore a backup
 * @param most how many people it deletes at most in one run, where its trial does not count them;
 *     -1 where it does
 * @param inputs the lists or the backup that a grave one would take now
 * @param timer whether a timer of this machine's system starts it
 * @param trial what is typed behind it so that it changes nothing; empty where it never does. A
 *     word that ends in {@code =} wants the name of a file in which a plan may lie
 * @param reports whether it leaves open where its reports go
 * @param backup the folder or zip into which it makes a backup; {@code null} for none
 */
public record JobSheet(
    String job,
    String about,
    List<Line> lines,
    String wrong,
    boolean grave,
    int most,
    List<Path> inputs,
    boolean timer,
    List<String> trial,
    boolean reports,
    @Nullable Path backup) {
  public JobSheet {
    lines = List.copyOf(lines);
    trial = List.copyOf(trial);
    inputs = List.copyOf(inputs);
  }

  /**
   * A key of it.
   *
   * @param value as it stands in the file; {@code ""} for one that is nobody's business
   * @param help what the key is for; {@code ""} where no command has such an option
   */
  public record Line(String key, String value, String help) {}
}
