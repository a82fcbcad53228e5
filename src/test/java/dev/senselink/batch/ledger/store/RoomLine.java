package dev.senselink.batch.ledger.store;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;

/** A connection to a simulated database; as the real one it is gone once a word had no answer. */
final class RoomLine implements LockLine {
  private final LockRoom room;
  private final LockWire wire;
  private final Duration most;
  private final LockRoom.Session session;
  private boolean gone;

  RoomLine(LockRoom room, LockWire wire, Duration most, Duration silence) throws SQLException {
    this.room = room;
    this.wire = wire;
    this.most = most;
    this.session = wire.carried(most, false, () -> room.connect(silence));
    wire.opened(session);
  }

  private <T> T ask(boolean beat, LockWire.Word<T> word) throws SQLException {
    if (gone) {
      throw new SQLException("closed", "08003");
    }
    try {
      return wire.carried(
          most,
          beat,
          () -> {
            room.hear(session);
            return word.carriedOut();
          });
    } catch (SQLException e) {
      close();
      throw e;
    }
  }

  private void tell(Runnable word) throws SQLException {
    ask(
        false,
        () -> {
          word.run();
          return true;
        });
  }

  @Override
  public void share(SharedDatabase at) throws SQLException {
    tell(() -> {}); // nobody changes these tables
  }

  @Override
  public long key(String server) throws SQLException {
    return ask(false, () -> (long) server.hashCode());
  }

  @Override
  public boolean lock(long key) throws SQLException {
    return ask(false, () -> room.lock(session, key));
  }

  @Override
  public boolean shows(Set<Long> keys) throws SQLException {
    return ask(true, () -> LockRoom.holds(session, keys));
  }

  @Override
  public long process() throws SQLException {
    return ask(false, () -> LockRoom.process(session));
  }

  @Override
  public String holder(String server) throws SQLException {
    return ask(false, () -> room.holder(server));
  }

  @Override
  public Set<String> died(Set<String> servers) throws SQLException {
    return ask(
        false,
        () ->
            servers.stream()
                .filter(server -> !room.endedInOrder(server))
                .collect(Collectors.toSet()));
  }

  @Override
  public void note(Set<String> servers, String holder) throws SQLException {
    tell(() -> servers.forEach(server -> room.note(server, holder, false)));
  }

  @Override
  public void noteOrder(Set<String> servers) throws SQLException {
    tell(() -> servers.forEach(room::noteOrder));
  }

  @Override
  public void giveBack() throws SQLException {
    tell(() -> LockRoom.giveBack(session));
  }

  @Override
  public void close() {
    if (!gone) {
      gone = true;
      wire.left(session);
    }
  }
}
