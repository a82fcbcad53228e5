package dev.senselink.batch.ledger.lists;

import dev.senselink.batch.check.KeyField;
import dev.senselink.batch.ledger.store.DataFolderKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Somebody's name and keys as hashes under the data folder's key: enough to know them again, and
 * nothing to whoever has not that key.
 *
 * @param keys of every filled key field
 */
public record MemberHashes(String name, List<String> keys) {
  private static final String BETWEEN = ",";

  public MemberHashes {
    keys = List.copyOf(keys);
  }

  /**
   * Of somebody as rosters or the server have them.
   *
   * @param normalName the name as it is compared
   * @param normalKeys the values as they are compared; blank ones are left out
   */
  static MemberHashes of(DataFolderKey key, String normalName, Map<KeyField, String> normalKeys) {
    List<String> hashes = new ArrayList<>();
    normalKeys.forEach(
        (field, value) -> {
          if (!value.isEmpty()) {
            hashes.add(ofKey(key, field, value));
          }
        });
    return new MemberHashes(key.hash(normalName), hashes);
  }

  /** The hash of a key as it is compared. */
  public static String ofKey(DataFolderKey key, KeyField field, String normal) {
    return key.hash(field.name() + "\n" + normal);
  }

  static MemberHashes read(String name, String keys) {
    return new MemberHashes(name, keys.isEmpty() ? List.of() : List.of(keys.split(BETWEEN, -1)));
  }

  String joinedKeys() {
    return String.join(BETWEEN, keys);
  }

  /** Whether both have the name and one of the keys. */
  public boolean isSame(MemberHashes other) {
    return name.equals(other.name) && sharesKey(other);
  }

  /** Whether both, who have the same id, may be one person: the name or a key is the same. */
  public boolean isPerhaps(MemberHashes other) {
    return name.equals(other.name) || sharesKey(other);
  }

  /** Whether both have one of the keys. */
  public boolean sharesKey(MemberHashes other) {
    return keys.stream().anyMatch(other.keys::contains);
  }
}
