package dev.senselink.batch.ledger.sites;

import static dev.senselink.batch.ledger.store.LedgerMessages.words;

import dev.senselink.batch.ledger.store.DataFolderKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An order under the message authentication code (MAC) of the database's key, which does not stand
 * in the database: write access to the tables is not enough to make a worker send anything. The MAC
 * covers run, site, message, version, expiry, order (with the address) and the list's SHA-256; the
 * message binds it to one delivery, so that an earlier order is not taken again.
 *
 * @param order what is to be done, as it was given
 * @param list SHA-256 of the list of people, 64 lower-case hex digits
 */
public record SealedOrder(String order, String list, Instant expires) {
  private static final int VERSION = 1;
  private static final String MAC_END = "\n";

  /** The text that is stored. */
  String sealed(DataFolderKey key, SiteNotice notice) {
    Map<String, Object> said = new LinkedHashMap<>();
    said.put("version", VERSION);
    said.put("run", notice.run());
    said.put("site", notice.site());
    said.put("message", notice.message());
    said.put("expires", expires.toEpochMilli());
    said.put("list", list);
    said.put("order", order);
    String text = JsonMapper.shared().writeValueAsString(said);
    return key.mac(text) + MAC_END + text;
  }

  /**
   * The order of a stored text.
   *
   * @param now by the database's clock
   * @throws ForgedOrderException if the text is not this database's order for the notice, or has
   *     expired
   */
  static SealedOrder opened(DataFolderKey key, SiteNotice notice, String stored, Instant now) {
    JsonNode said = genuine(key, notice, stored);
    if (!said.path("message").asString("").equals(notice.message())) {
      throw new ForgedOrderException(words("order.replayed", notice.site()));
    }
    SealedOrder order = of(said);
    if (!order.expires.isAfter(now)) {
      throw new ForgedOrderException(words("order.expired", notice.site(), order.expires));
    }
    return order;
  }

  /**
   * The same order for a later message of the same run and site; its expiry stays.
   *
   * @throws ForgedOrderException if the text is no order for this run and site
   */
  static String renewed(DataFolderKey key, SiteNotice later, String stored) {
    return of(genuine(key, later, stored)).sealed(key, later);
  }

  private static SealedOrder of(JsonNode said) {
    return new SealedOrder(
        said.path("order").asString(""),
        said.path("list").asString(""),
        Instant.ofEpochMilli(said.path("expires").asLong(0)));
  }

  private static JsonNode genuine(DataFolderKey key, SiteNotice notice, String stored) {
    int end = Math.max(0, stored.indexOf(MAC_END));
    String text = stored.substring(Math.min(stored.length(), end + MAC_END.length()));
    byte[] mac = stored.substring(0, end).getBytes(StandardCharsets.UTF_8);
    if (!MessageDigest.isEqual(mac, key.mac(text).getBytes(StandardCharsets.UTF_8))) {
      throw new ForgedOrderException(words("order.forged", notice.site()));
    }
    try {
      JsonNode said = JsonMapper.shared().readTree(text);
      if (said.path("version").asInt(0) != VERSION) {
        throw new ForgedOrderException(words("order.version", notice.site()));
      }
      if (!said.path("run").asString("").equals(notice.run())
          || !said.path("site").asString("").equals(notice.site())) {
        throw new ForgedOrderException(words("order.replayed", notice.site()));
      }
      return said;
    } catch (JacksonException e) {
      throw new ForgedOrderException(words("order.forged", notice.site()));
    }
  }

  /**
   * The list must be the one that the order was given with.
   *
   * @param sha256 of the list as it was fetched
   * @throws ForgedOrderException if it is another
   */
  public void mustBeOf(String sha256, SiteNotice notice) {
    if (!list.equals(sha256)) {
      throw new ForgedOrderException(words("order.list", notice.site()));
    }
  }
}
