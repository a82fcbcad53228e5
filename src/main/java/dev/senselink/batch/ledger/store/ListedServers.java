package dev.senselink.batch.ledger.store;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * The servers of which a data folder lists what there is: all of a ledger that is its own; of one
 * that it shares those it is at work on, and has listed before. Else each of thousands of sites
 * would list what is of all others, every night.
 */
public final class ListedServers {
  private final boolean all;
  private final Set<String> servers = new TreeSet<>();

  /**
   * @param before what was listed last; of each the {@code server} is read
   */
  public ListedServers(LedgerDatabase database, Iterable<? extends JsonNode> before) {
    this.all = !database.isShared();
    if (!all) {
      before.forEach(listed -> servers.add(listed.path("server").asString("")));
      servers.addAll(database.locks().held());
    }
  }

  /**
   * A condition that is true of what is of one of them.
   *
   * @param column its server
   */
  public String are(String column) {
    return all
        ? "(1 = 1)"
        : servers.isEmpty()
            ? "(1 = 0)"
            : column + " IN (" + String.join(", ", Collections.nCopies(servers.size(), "?")) + ")";
  }

  /** The values that such a condition takes. */
  public Object[] values() {
    return servers.toArray();
  }
}
