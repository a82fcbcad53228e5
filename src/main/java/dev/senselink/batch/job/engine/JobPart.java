package dev.senselink.batch.job.engine;

/**
 * One part of a job, described once for whichever engine runs it. It may be done again by the next
 * process.
 */
public sealed interface JobPart {
  /** Its name within the job. */
  String name();

  /**
   * Does one thing. What it writes down on its way is kept whatever becomes of it: it waits for the
   * server, and no transaction is to be open as long.
   */
  record Task(String name, Runnable work) implements JobPart {}

  /** Works rows and stores what becomes of them, a chunk in a transaction. */
  record Rows(String name, RowFlow flow) implements JobPart {}
}
