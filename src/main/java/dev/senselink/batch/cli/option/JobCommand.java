package dev.senselink.batch.cli.option;

/**
 * A command that a job file can name: its options can be judged before anything is done.
 *
 * <p>Both methods throw one of the exceptions that end with exit code 2.
 */
public interface JobCommand {
  /** Judges each option by itself: a value that cannot be, whatever the others are. */
  void check();

  /** Judges them together: whether the command could begin. */
  default void mustBeComplete() {}
}
