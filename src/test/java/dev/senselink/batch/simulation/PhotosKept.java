package dev.senselink.batch.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Invariants 12 and 13: the photo we send with a person is that of the person's row, or the one the
 * server had; nobody is put into a group that neither row nor option names.
 */
final class PhotosKept implements Invariant {
  @Override
  public List<String> check(PlayedHistory played) {
    List<String> wrong = new ArrayList<>();
    for (SeenExchange sent : played.log.exchanges()) {
      if (sent.kind.creates()) {
        created(played, sent, wrong);
      } else if (sent.kind.updates() && sent.withPhoto()) {
        updated(played, sent, wrong);
      }
    }
    return wrong;
  }

  private static void created(PlayedHistory played, SeenExchange sent, List<String> wrong) {
    if (sent.tag == RowTags.NOBODY) {
      wrong.add("3: a create that is no row's: " + sent);
      return;
    }
    if (sent.tag >= RowTags.RESTORED) {
      return; // no row's, see PeopleRestored
    }
    SimRow row = played.history.row(sent.tag);
    byte[] photo = sent.request.photo();
    if (photo != null && !(row.hasPhoto() && Arrays.equals(photo, row.photo()))) {
      wrong.add("12: another photo than the row's: " + sent);
    }
    if (!played.wishes.groupsOfCreated(row).containsAll(PeopleDesk.groups(sent.request))) {
      wrong.add("13: groups nobody asked for: " + sent);
    }
  }

  private static void updated(PlayedHistory played, SeenExchange sent, List<String> wrong) {
    byte[] photo = sent.request.photo();
    boolean ofRow =
        played.tags.rowsBehind(sent.request).stream()
            .map(played.history::row)
            .anyMatch(row -> row.hasPhoto() && Arrays.equals(row.photo(), photo));
    boolean ofServer =
        played.world.people.of(sent.request.id()).stream()
            .anyMatch(c -> c.after() != null && Arrays.equals(c.after().photo(), photo));
    if (!ofRow && !ofServer) {
      wrong.add("12: a photo of somebody else: " + sent);
    }
  }
}
