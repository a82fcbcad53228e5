package dev.senselink.batch.ledger.store;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What was last sent for a guest. Names, numbers and remarks are kept as digests: they only have to
 * be compared, and what this remembers outlives its run.
 *
 * @param keySha the digest of the guest's key
 * @param whoSha of name and mobile as sent
 * @param remarkSha of the remark as sent
 * @param groups the ids sent, rising
 * @param host the host's id
 * @param from the window's first second as sent, {@code yyyy-MM-dd HH:mm:ss}
 * @param to its last second
 */
public record SentGuestFields(
    String keySha,
    String whoSha,
    String remarkSha,
    List<Long> groups,
    long host,
    String from,
    String to) {
  private static final String BETWEEN = "|";

  public SentGuestFields {
    groups = groups.stream().sorted().toList();
  }

  /** With its digests as they are kept. */
  public SentGuestFields sealed(DataFolderKey key) {
    return new SentGuestFields(
        key.sealed(keySha), key.sealed(whoSha), key.sealed(remarkSha), groups, host, from, to);
  }

  /** With its digests as they were before they were kept. */
  public SentGuestFields opened(DataFolderKey key) {
    return new SentGuestFields(
        key.opened(keySha), key.opened(whoSha), key.opened(remarkSha), groups, host, from, to);
  }

  /** As one text, for an intent. */
  public String text() {
    return String.join(BETWEEN, keySha, whoSha, remarkSha, ids(), String.valueOf(host), from, to);
  }

  public static SentGuestFields of(String text) {
    String[] parts = text.split("\\|", -1);
    return new SentGuestFields(
        parts[0], parts[1], parts[2], ids(parts[3]), Long.parseLong(parts[4]), parts[5], parts[6]);
  }

  public String ids() {
    return groups.stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  public static List<Long> ids(String text) {
    return text.isEmpty()
        ? List.of()
        : Arrays.stream(text.split(",", -1)).map(Long::valueOf).toList();
  }
}
