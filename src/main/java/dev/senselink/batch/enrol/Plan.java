package dev.senselink.batch.enrol;

import dev.senselink.batch.api.UserFields;
import dev.senselink.batch.photo.Photo;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A create that is ready to leave.
 *
 * @param fields all fields, the photo included
 * @param photo where the photo came from, {@code null} for none
 * @param wanted what the cells for places mean, should the create turn into an update
 * @param earlier the ids that had the row's key before
 * @param intent completes when the ledger has it on disk; to be joined before the request leaves
 */
record Plan(
    UserFields fields,
    @Nullable Photo photo,
    Wanted wanted,
    List<Long> earlier,
    CompletableFuture<Void> intent) {
  Plan {
    earlier = List.copyOf(earlier);
  }

  Plan forced(CompletableFuture<Void> newIntent) {
    return new Plan(fields.with().force(true).build(), photo, wanted, earlier, newIntent);
  }
}
