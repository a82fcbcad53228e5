package dev.senselink.batch.backup.gather;

import static dev.senselink.batch.backup.BackupMessages.words;

import dev.senselink.batch.backup.Manifest.Missing;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** Counts what could not be had, and why. One thread. */
public final class ExportShortfall {
  /** So many reasons are named; the rest is counted with the last. */
  private static final int MOST_REASONS = 8;

  /** What may be missing, by the words of BACKUP.md. */
  public enum What {
    ID_NUMBER("idNumber", false),
    GUEST_HOST("guestHost", false),
    GUEST_WINDOW("guestWindow", false),
    DANGLING("danglingReference", false),
    PHOTO("photo", true),
    GROUP_LIST("groupList", true),
    RECORD("record", true),
    RECORD_PHOTO("recordPhoto", true);

    private final String word;
    private final boolean owed;

    What(String word, boolean owed) {
      this.word = word;
      this.owed = owed;
    }
  }

  private final Map<What, Map<String, Long>> counts = new EnumMap<>(What.class);

  /** One more of what the API never gives. */
  void add(What what) {
    add(what, "", 1);
  }

  /**
   * More of what it should have given.
   *
   * @param why in words
   */
  public void add(What what, String why, long count) {
    Map<String, Long> reasons = counts.computeIfAbsent(what, w -> new LinkedHashMap<>());
    boolean room = reasons.containsKey(why) || reasons.size() < MOST_REASONS;
    reasons.merge(room ? why : words("missing.otherReasons"), count, Long::sum);
  }

  /** Whether something is missing that the server should have given. */
  public boolean owed() {
    return counts.keySet().stream().anyMatch(what -> what.owed);
  }

  /** What there is to say in the manifest. */
  public List<Missing> list() {
    List<Missing> list = new ArrayList<>();
    counts.forEach(
        (what, reasons) -> {
          long count = reasons.values().stream().mapToLong(Long::longValue).sum();
          list.add(new Missing(what.word, count, why(what, reasons)));
        });
    return list;
  }

  private static String why(What what, Map<String, Long> reasons) {
    if (!what.owed) {
      return words("never." + what.word);
    }
    StringJoiner all = new StringJoiner("; ");
    reasons.forEach((why, count) -> all.add(words("missing.because", why, count)));
    return all.toString();
  }
}
