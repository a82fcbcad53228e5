package dev.senselink.batch.ledger.before;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run's last write for somebody has sent, as far as it is compared later.
 *
 * @param hashes of the fields sent by name, as {@link BeforeStore#hash} makes them
 * @param groups ids: all that were sent; of somebody taken out of groups or put into them, those;
 *     {@code null} where groups were no part of it
 * @param photoSent whether a photo was sent
 * @param avatarId the image id that its answer told, {@code null} where no answer came
 * @param idCipher the ID number as the server shows it since, {@code ""} for none; {@code null}
 *     where nobody knows
 */
public record LastWrite(
    Map<String, String> hashes,
    @Nullable List<Long> groups,
    boolean photoSent,
    @Nullable String avatarId,
    @Nullable String idCipher) {
  /** Nothing was sent but the request itself; of somebody made, nobody knows what was. */
  public static final LastWrite NOTHING = new LastWrite(Map.of(), null, false, null);

  public LastWrite {
    hashes = Collections.unmodifiableMap(new LinkedHashMap<>(hashes));
    groups = groups == null ? null : groups.stream().sorted().distinct().toList();
  }

  /** One after which nobody knows how the ID number is shown. */
  public LastWrite(
      Map<String, String> hashes,
      @Nullable List<Long> groups,
      boolean photoSent,
      @Nullable String avatarId) {
    this(hashes, groups, photoSent, avatarId, null);
  }

  /** The same, with how the ID number is shown since. */
  public LastWrite with(@Nullable String cipher) {
    return new LastWrite(hashes, groups, photoSent, avatarId, cipher);
  }

  /** The same with these groups. */
  public LastWrite onlyGroups(List<Long> others) {
    return new LastWrite(hashes, others, photoSent, avatarId, idCipher);
  }

  /** Only these groups. */
  public static LastWrite ofGroups(List<Long> groups) {
    return new LastWrite(Map.of(), groups, false, null);
  }

  /** Whether a value is what was sent for a field. */
  public boolean sent(String field, String hash) {
    return hash.equals(hashes.get(field));
  }
}
