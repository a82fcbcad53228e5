package dev.senselink.batch.enrol.plan;

import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.api.people.UserFields;
import dev.senselink.batch.enrol.row.References;
import dev.senselink.batch.ledger.KnownGuest;
import dev.senselink.batch.photo.Photo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An update as it would leave now.
 *
 * @param stored the person as just read
 * @param after everything that would be sent, photo and ID number aside
 * @param changed the names of the fields that would change, the same two aside
 * @param idNumber whether the ID number would change
 * @param photo the photo that would take the place of the server's; {@code null} for none
 * @param wanted what the row's cells mean
 * @param guest what was last sent for a guest; {@code null} for staff, and if unknown
 * @param begun whether a write of the row may have been carried out
 * @param ownPhoto whether the photo that is there now is known to be the one of such a write
 */
public record ProposedUpdate(
    Person stored,
    UserFields after,
    List<String> changed,
    boolean idNumber,
    @Nullable Photo photo,
    References wanted,
    @Nullable KnownGuest guest,
    boolean begun,
    boolean ownPhoto) {
  public ProposedUpdate {
    changed = List.copyOf(changed);
  }
}
