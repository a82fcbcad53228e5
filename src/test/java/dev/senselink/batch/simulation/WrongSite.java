package dev.senselink.batch.simulation;

import java.util.ArrayList;
import java.util.List;

/** Nothing is changed on a server to whose address a command goes by mistake; it is refused. */
final class WrongSite implements Invariant {
  @Override
  public List<String> check(PlayedHistory played) {
    List<String> wrong = new ArrayList<>();
    OtherSite other = played.otherSite;
    if (other == null) {
      return wrong;
    }
    for (LifeEnd end : other.mistakes) {
      if (end.exit() != 2) {
        wrong.add("L27: not refused at another server: " + end.exit() + " " + end.words());
      }
    }
    for (SeenExchange sent : other.log.exchanges()) {
      if (sent.kind.changes()) {
        wrong.add("L27: sent to another server: " + sent);
      }
    }
    for (PersonChange change : other.world.people.all()) {
      if (change.by().isOurs()) {
        wrong.add("L27: changed on another server: " + change);
      }
    }
    return wrong;
  }
}
