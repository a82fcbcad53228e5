package dev.senselink.batch.ledger.before;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
 * @param answered whether an answer came: then nothing is left otherwise than {@code hashes} say,
 *     but for what it may have erased
 * @param mayErase the names of the fields that it may have erased instead of setting them
 */
public record LastWrite(
    Map<String, String> hashes,
    @Nullable List<Long> groups,
    boolean photoSent,
    @Nullable String avatarId,
    @Nullable String idCipher,
    boolean answered,
    Set<String> mayErase) {
  /** Nothing was sent but the request itself; of somebody made, nobody knows what was. */
  public static final LastWrite NOTHING = new LastWrite(Map.of(), null, false, null);

  public LastWrite {
    hashes = Collections.unmodifiableMap(new LinkedHashMap<>(hashes));
    groups = groups == null ? null : groups.stream().sorted().distinct().toList();
    mayErase = Set.copyOf(mayErase);
  }

  /** One that was not answered, and erases nothing. */
  public LastWrite(
      Map<String, String> hashes,
      @Nullable List<Long> groups,
      boolean photoSent,
      @Nullable String avatarId,
      @Nullable String idCipher) {
    this(hashes, groups, photoSent, avatarId, idCipher, false, Set.of());
  }

  /** One after which nobody knows how the ID number is shown. */
  public LastWrite(
      Map<String, String> hashes,
      @Nullable List<Long> groups,
      boolean photoSent,
      @Nullable String avatarId) {
    this(hashes, groups, photoSent, avatarId, null);
  }

  /** The same of other values. */
  public LastWrite with(Map<String, String> values) {
    return new LastWrite(values, groups, photoSent, avatarId, idCipher, answered, mayErase);
  }

  /** The same, with how the ID number is shown since. */
  public LastWrite with(@Nullable String cipher) {
    return new LastWrite(hashes, groups, photoSent, avatarId, cipher, answered, mayErase);
  }

  /** The same of a write that has left another image id. */
  public LastWrite leaving(String avatar) {
    return new LastWrite(hashes, groups, photoSent, avatar, idCipher, answered, mayErase);
  }

  /** The same, of which these fields may be erased now. */
  public LastWrite erasing(Set<String> names) {
    return new LastWrite(hashes, groups, photoSent, avatarId, idCipher, answered, names);
  }

  /** The same after another one that may come to be carried out after it. */
  public LastWrite after(LastWrite earlier) {
    return earlier.answered
        ? this
        : erasing(
            Stream.concat(mayErase.stream(), earlier.mayErase.stream())
                .collect(Collectors.toUnmodifiableSet()));
  }

  /** The same with these groups. */
  public LastWrite onlyGroups(List<Long> others) {
    return new LastWrite(hashes, others, photoSent, avatarId, idCipher, answered, mayErase);
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
