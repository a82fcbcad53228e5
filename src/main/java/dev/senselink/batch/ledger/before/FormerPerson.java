package dev.senselink.batch.ledger.before;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Somebody as the server showed them.
 *
 * @param fields the texts by the names under which they are sent, {@code ""} for blank ones
 * @param groups {@code null} where the server did not say
 * @param idCipher the ID number in the form in which the server shows it, {@code ""} for none
 * @param idSha the digest of the plain ID number behind that form, {@code ""} if not known
 * @param photoSha the digest of the file that the photo once was, {@code ""} if not known
 * @param stay what was last sent of a guest's visit; {@code null} for staff and if not known
 */
public record FormerPerson(
    long id,
    int type,
    String avatarId,
    String updateAt,
    Map<String, String> fields,
    @Nullable List<GroupOf> groups,
    @Nullable Long department,
    @Nullable Integer gender,
    String idCipher,
    String idSha,
    String photoSha,
    @Nullable Stay stay) {

  /** A group they are in. */
  public record GroupOf(long id, String name) {}

  /**
   * What a server demands of a guest and does not show.
   *
   * @param host the host's id
   * @param from the window's first second, {@code yyyy-MM-dd HH:mm:ss}
   * @param to its last second
   * @param idSealed the ID number, encrypted by the ledger's key, {@code ""} for none; {@code null}
   *     if not known
   */
  public record Stay(long host, String from, String to, @Nullable String idSealed) {
    /** Whether host and window are the same. */
    public boolean isVisitOf(@Nullable Stay other) {
      return other != null && host == other.host && from.equals(other.from) && to.equals(other.to);
    }
  }

  public FormerPerson {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    groups = groups == null ? null : List.copyOf(groups);
  }

  /** A text of theirs, {@code ""} for a blank one. */
  public String field(String name) {
    return fields.getOrDefault(name, "");
  }

  /** The ids of their groups; {@code null} where the server did not say. */
  public @Nullable List<Long> groupIds() {
    return groups == null ? null : groups.stream().map(GroupOf::id).toList();
  }

  /** Without name and numbers: it may end in a log. */
  @Override
  public String toString() {
    return "former person " + id;
  }
}
