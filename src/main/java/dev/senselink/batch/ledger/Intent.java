package dev.senselink.batch.ledger;

import dev.senselink.batch.check.KeyField;
import dev.senselink.batch.check.KeyRules;
import dev.senselink.batch.check.PersonKey;
import dev.senselink.batch.ledger.store.SentGuestFields;
import dev.senselink.batch.roster.RowReference;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is about to be asked of the server for a row, committed before the request leaves.
 *
 * @param run the run, {@code row} its row
 * @param call what is meant
 * @param meantAt when it was meant
 * @param timeout how long the server may still be at work on it
 * @param rowHash the row as it was when meant
 * @param type 1 staff, 2 guest
 * @param keyField the field that is the row's key
 * @param keyText the key as sent
 * @param name the name as sent
 * @param person the person to change, for {@link Call#UPDATE}
 * @param earlier the ids that were there before: none of them can be ours
 * @param photo the path of the row's photo, {@code ""} for none: who is adopted later has it
 * @param sent what is sent for a guest, {@code null} for staff
 */
public record Intent(
    String run,
    RowReference row,
    Call call,
    Instant meantAt,
    Duration timeout,
    String rowHash,
    int type,
    String keyField,
    String keyText,
    String name,
    @Nullable Long person,
    List<Long> earlier,
    String photo,
    @Nullable SentGuestFields sent) {

  /** The kinds of request that change a person. */
  public enum Call {
    CREATE,
    /** A create with {@code force=1}: never sent twice. */
    FORCE,
    UPDATE,
    /** An update with {@code force=1}. */
    FORCE_UPDATE,
    /** The person is deleted. */
    DELETE,
    /**
     * No request, but what the answer to a create has said: that the face service does not know of
     * it. Whoever finds the person later is to send the photo again.
     */
    UNKNOWN_FACE
  }

  public Intent {
    earlier = List.copyOf(earlier);
  }

  /** The key under which the person is looked for. */
  public PersonKey key() {
    KeyField field = KeyField.valueOf(keyField);
    return switch (field) {
      case MOBILE_AND_NAME -> KeyRules.guest(keyText, name);
      case NAME_AND_DEPARTMENT -> KeyRules.keyless(name, keyText);
      default -> new PersonKey(field, KeyRules.normal(field, keyText), keyText);
    };
  }
}
