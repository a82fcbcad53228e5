package dev.senselink.batch.api.stream;

import dev.senselink.batch.api.records.AccessRecord;

/** Hears what the push brings. Called by one thread at a time, which it must not keep long. */
public interface PushListener {
  /**
   * A connection stands: from now on nothing is missed. What came in since the last one broke was
   * never pushed (NOTES 68) and has to be asked for.
   */
  void connected();

  /** Somebody was seen at a door. The same record may come more than once, and in any order. */
  void record(AccessRecord record);

  /** Something came that may have been a record and could not be read. */
  void unread();

  /**
   * There is no connection any more, or still none.
   *
   * @param why in words for the user, without the address
   */
  void cut(String why);
}
