package dev.senselink.batch.ledger.before;

/**
 * Where a command that takes no lock keeps whom it changes, before its requests leave. One thread.
 */
public interface ChangeBook extends AutoCloseable {
  /**
   * Keeps a photo; really on the disk when this returns. Answers its name.
   *
   * @throws dev.senselink.batch.ledger.store.LedgerException if it cannot be kept
   */
  String put(byte[] photo);

  /** Keeps an image; really on the disk when this returns. */
  void keep(BeforeImage image);

  /** Nothing was done to somebody after all; nobody need be kept. */
  void drop(long person, BeforeImage.Kind kind);

  /** Whether anybody is kept. */
  boolean holdsAny();

  /** Ends it; one in which nobody is kept is gone. */
  @Override
  void close();
}
