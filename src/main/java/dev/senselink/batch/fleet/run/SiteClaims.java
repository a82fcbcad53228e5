package dev.senselink.batch.fleet.run;

import static dev.senselink.batch.fleet.FleetMessages.words;

import dev.senselink.batch.check.PersonKey;
import dev.senselink.batch.fleet.rows.FleetRows;
import dev.senselink.batch.fleet.rows.UnknownSiteRow;
import dev.senselink.batch.job.OtherSites;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** What the other sites of a fleet say of somebody who has left the list of one. */
final class SiteClaims implements OtherSites {
  private final FleetRows rows;
  private final int site;
  private final Set<String> addresses;
  private final BooleanSupplier braked;

  /**
   * @param addresses under which this site has been worked
   * @param braked whether too many sites have left all their leavers alone
   */
  SiteClaims(FleetRows rows, String site, Set<String> addresses, BooleanSupplier braked) {
    this.rows = rows;
    this.site = rows.number(site);
    this.addresses = addresses;
    this.braked = braked;
  }

  @Override
  public @Nullable Claim claim(List<PersonKey> keys) {
    if (!rows.unknown().isEmpty()) {
      return new Claim(UnknownSiteRow.CODE, words("claim.unknown", rows.unknown().count()));
    }
    if (!rows.unread().isEmpty()) {
      String unread = String.join(", ", rows.unread());
      return new Claim(UnknownSiteRow.CODE, words("claim.unread", unread));
    }
    if (rows.named().isMoving(site, keys)) {
      return new Claim("MOVING", words("claim.moving"));
    }
    return braked.getAsBoolean() ? new Claim("FLEET_BRAKE", words("claim.brake")) : null;
  }

  @Override
  public boolean isOther(String address) {
    return !addresses.contains(address);
  }
}
