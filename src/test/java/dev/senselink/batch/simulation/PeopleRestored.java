package dev.senselink.batch.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Invariants 2, 3, 11, 12 and 13 of a restore: whoever it makes was in the backup, with that
 * person's photo and groups, and is made once; once more changes nothing.
 */
final class PeopleRestored implements Invariant {
  @Override
  public List<String> check(PlayedHistory played) {
    List<String> wrong = new ArrayList<>();
    PlayedLife last = played.lastOrNone(PlayedLife.Stage.RESTORE);
    if (last == null) {
      return wrong;
    }
    Set<Integer> tags = new TreeSet<>();
    for (SeenExchange sent : played.log.exchanges()) {
      if (sent.kind.creates() && isOfRestore(played, sent.life)) {
        created(played, sent, wrong);
        tags.add(sent.tag);
      }
      if (sent.life == last.number() && played.changeOf(sent) != null) {
        wrong.add("11: sent once more by a restore: " + sent);
      }
    }
    tags.forEach(tag -> twice(played, tag, wrong));
    if (!last.ended()) {
      wrong.add("10: a restore does not end: " + last.words());
    }
    for (PlayedLife life : played.lives) {
      if (life.stage() == PlayedLife.Stage.RESTORE) {
        life.rows().stream()
            .filter(told -> told.is("CREATED") && !isOurs(played, told.person()))
            .forEach(told -> wrong.add("3: a restore tells " + told.ended() + told.person()));
      }
    }
    return wrong;
  }

  private static boolean isOfRestore(PlayedHistory played, int life) {
    return played.lives.stream()
        .anyMatch(one -> one.number() == life && one.stage() == PlayedLife.Stage.RESTORE);
  }

  private static void created(PlayedHistory played, SeenExchange sent, List<String> wrong) {
    if (sent.tag < RowTags.RESTORED) {
      wrong.add("3: a create that is nobody's of the backup: " + sent);
      return;
    }
    List<PersonState> held =
        played.world.people.of(sent.tag - RowTags.RESTORED).stream()
            .map(PersonChange::after)
            .filter(state -> state != null)
            .toList();
    byte[] photo = sent.request.photo();
    if (photo != null && held.stream().noneMatch(state -> Arrays.equals(state.photo(), photo))) {
      wrong.add("12: a photo of somebody else: " + sent);
    }
    Set<Long> groups = PeopleDesk.groups(sent.request);
    if (held.stream().noneMatch(state -> state.groups().containsAll(groups))) {
      wrong.add("13: groups that nobody had: " + sent);
    }
  }

  private static void twice(PlayedHistory played, int tag, List<String> wrong) {
    List<PersonChange> beside = PeopleMade.beside(played, played.madeFor(tag));
    boolean named =
        played.lives.stream()
            .filter(life -> life.stage() == PlayedLife.Stage.RESTORE)
            .flatMap(life -> life.rows().stream())
            .filter(told -> told.code().equals("DUPLICATE_CREATED"))
            .anyMatch(
                told -> beside.stream().allMatch(one -> PeopleMade.names(told, one.person())));
    if (beside.size() > 1 && !named) {
      wrong.add(
          "2: a restore has made "
              + beside.stream().map(PersonChange::person).toList()
              + " for "
              + RowTags.words(tag));
    }
  }

  private static boolean isOurs(PlayedHistory played, long person) {
    ChangeAuthor maker = played.world.people.maker(person);
    return maker != null && maker.isOurs();
  }
}
