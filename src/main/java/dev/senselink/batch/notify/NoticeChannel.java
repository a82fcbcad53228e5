package dev.senselink.batch.notify;

/** A way to tell people, or a machine, how a job ended. */
public interface NoticeChannel {
  /** What came of one try. */
  sealed interface Attempt {}

  /** It is delivered. */
  record Delivered() implements Attempt {}

  /**
   * It was not taken, and a further try would not be either.
   *
   * @param why in words, without a secret
   */
  record Refused(String why) implements Attempt {}

  /**
   * It was not taken now.
   *
   * @param why in words, without a secret
   */
  record Failed(String why) implements Attempt {}

  /** What it is called in messages; never an address that holds a secret. */
  String name();

  /** Tries once, and returns after some silence at the latest. Never throws for what it meets. */
  Attempt send(EndedJob end);
}
