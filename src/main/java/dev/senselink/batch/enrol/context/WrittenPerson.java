package dev.senselink.batch.enrol.context;

import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.api.people.UserFields;
import dev.senselink.batch.check.KeyRules;
import dev.senselink.batch.enrol.row.FieldTexts;
import dev.senselink.batch.enrol.row.RowTask;
import dev.senselink.batch.enrol.row.StoredFolding;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.SentUpdateStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * By what a person is known whom a write has left, in a form for the ledger that stands behind the
 * {@link SentChanges}: name and keys as hashes of what they mean, spelling aside, the time that the
 * answer told, and the row's key as it is remembered of people whom the server stores wrongly.
 */
public final class WrittenPerson {
  /** The name and the keys. */
  public static final List<String> KNOWN_BY =
      List.of("name", "jobNumber", "mobile", "icNumber", "mail");

  /** Before each of these, so that none is taken for a field that an update has changed. */
  static final String MARK = "?";

  private static final String AT = "at";
  private static final String KEY = "key";

  private final Map<String, String> parts = new LinkedHashMap<>();

  /** As it was noted; of a write noted by an earlier version nothing is known. */
  public WrittenPerson(String changes) {
    for (String one : changes.split(" ", -1)) {
      int to = one.indexOf('=');
      if (one.startsWith(MARK) && to > 0) {
        parts.put(one.substring(MARK.length(), to), one.substring(to + 1));
      }
    }
  }

  /** The form for the ledger. */
  static String note(Ledger ledger, RowTask task, UserFields sent, Person answer) {
    StringBuilder note = new StringBuilder();
    Map<String, String> texts = FieldTexts.sent(sent);
    for (String field : KNOWN_BY) {
      String text = texts.getOrDefault(field, "");
      if (!text.isBlank()) {
        add(note, field, hash(ledger.sentUpdates(), field, StoredFolding.meant(field, text)));
      }
    }
    add(note, AT, answer.updateAt().replace(' ', '_'));
    String name = KeyRules.name(task.person().name());
    String key = ledger.misstored().keyHash(task.person().kind().name(), task.key(), name);
    return add(note, KEY, key).toString();
  }

  private static StringBuilder add(StringBuilder note, String name, String value) {
    return note.append(' ').append(MARK).append(name).append('=').append(value);
  }

  private static String hash(SentUpdateStore hashes, String field, String meant) {
    return hashes.hash(field + "\n~" + meant);
  }

  /** Whether the name or key that is shown may stand for what was sent, as far as is known. */
  public boolean mayBe(SentUpdateStore hashes, String field, String shown) {
    String sent = parts.get(field);
    return sent == null
        || StoredFolding.isMasked(shown)
        || StoredFolding.readings(field, shown).stream()
            .anyMatch(one -> hash(hashes, field, one).equals(sent));
  }

  /** When the write was carried out, as its answer told it; blank where it told nothing. */
  public String at() {
    return parts.getOrDefault(AT, "").replace('_', ' ');
  }

  /** The row's key and name as a hash; blank where they are not known. */
  public String keyHash() {
    return parts.getOrDefault(KEY, "");
  }

  /** Whether a part of a note is of this class. */
  static boolean isNote(String change) {
    return change.startsWith(MARK);
  }
}
