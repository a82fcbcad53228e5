package dev.senselink.batch.enrol;

import dev.senselink.batch.api.UserFields;
import dev.senselink.batch.photo.Photo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A create that is ready to leave.
 *
 * @param fields all fields, the photo included
 * @param photo where the photo came from, {@code null} for none
 * @param wanted what the cells for places mean, should the create turn into an update
 * @param earlier the ids that had the row's key before
 * @param intent what the ledger has to hold before the request leaves
 */
record Plan(
    UserFields fields, @Nullable Photo photo, Wanted wanted, List<Long> earlier, Intention intent) {
  Plan {
    earlier = List.copyOf(earlier);
  }

  Plan forced(Intention newIntent) {
    return new Plan(fields.with().force(true).build(), photo, wanted, earlier, newIntent);
  }
}
