package dev.senselink.batch.ledger.store;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;

/** The connection on which one process has locks for servers, and what is noted of them. */
interface LockLine extends AutoCloseable {
  /** How one is opened. */
  interface Opener {
    /**
     * Opens it.
     *
     * @param answer how long the database is waited for
     * @param silence after so long without a word the database ends it, and the locks with it
     */
    LockLine open(SharedDatabase at, Duration answer, Duration silence) throws SQLException;
  }

  /** As {@link SchemaLock#share}. */
  void share(SharedDatabase at) throws SQLException;

  /** The number under which a server is locked. */
  long key(String server) throws SQLException;

  /** False if another connection has it. */
  boolean lock(long key) throws SQLException;

  /**
   * Whether the database shows locks as this connection's. A pooler may answer in its name by
   * another one, and give this one, with all it holds, to somebody else.
   */
  boolean shows(Set<Long> keys) throws SQLException;

  /** The process of the database behind it. */
  long process() throws SQLException;

  /** Who has noted itself last, in words; {@code ""} for nobody. */
  String holder(String server) throws SQLException;

  /**
   * Those whose last holder did not end in order. What a database that another has taken the place
   * of has forgotten nobody knows.
   */
  Set<String> died(Set<String> servers) throws SQLException;

  /**
   * That this process did not end in order stands there from now on, and goes with its good end.
   */
  void note(Set<String> servers, String holder) throws SQLException;

  /** All requests that this process has sent to these servers were answered. */
  void noteOrder(Set<String> servers) throws SQLException;

  /** The database notices the end of a connection only some time later. */
  void giveBack() throws SQLException;

  @Override
  void close() throws SQLException;
}
