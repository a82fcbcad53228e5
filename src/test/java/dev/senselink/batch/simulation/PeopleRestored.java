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
  /** Between the reads of those who are to join a group and the request that adds them. */
  private static final long SOON_NANOS = 5_000_000_000L;

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
      if (sent.life == last.number()
          && played.changeOf(sent) != null
          && !wasAskedAbout(played, sent)) {
        wrong.add("11: sent once more by a restore: " + sent);
      }
    }
    tags.forEach(tag -> twice(played, tag, wrong));
    strangers(played, wrong);
    if (!last.ended()) {
      wrong.add("10: a restore does not end: " + last.words());
    }
    for (PlayedLife life : played.lives) {
      if (life.stage() == PlayedLife.Stage.RESTORE) {
        life.rows().stream()
            .filter(told -> told.is("CREATED") && !isMadeAs(played, told))
            .filter(told -> !PeopleMade.isStillLookedFor(played, told, life))
            .forEach(told -> wrong.add("3: a restore tells " + told.ended() + told.person()));
      }
    }
    return wrong;
  }

  static boolean isOfRestore(PlayedHistory played, int life) {
    return played.lives.stream()
        .anyMatch(one -> one.number() == life && one.stage() == PlayedLife.Stage.RESTORE);
  }

  /**
   * Whether of several people of the same numbers in the backup one was gone, and the restore
   * before asked whether it is one of the others, which it did not know yet.
   */
  private static boolean wasAskedAbout(PlayedHistory played, SeenExchange sent) {
    return sent.kind.creates()
        && livingWithNumber(played, sent) < inBackup(played, sent)
        && played.lives.stream()
            .filter(life -> life.stage() == PlayedLife.Stage.RESTORE && life.number() < sent.life)
            .reduce((one, later) -> later)
            .filter(before -> before.rows().stream().anyMatch(told -> asksAbout(told, sent)))
            .isPresent();
  }

  private static boolean asksAbout(ToldRow told, SeenExchange sent) {
    return told.code().equals("KEY_NOT_UNIQUE") && told.name().equals(sent.request.of("name"));
  }

  private static long livingWithNumber(PlayedHistory played, SeenExchange sent) {
    return played.world.people.living(sent.leftAt).stream()
        .filter(person -> RowTags.shareNumber(person::of, sent.request::of))
        .count();
  }

  /** How many people with one of the numbers a backup held. */
  private static long inBackup(PlayedHistory played, SeenExchange sent) {
    return played.exports.stream()
        .map(export -> export.people().values())
        .mapToLong(
            people ->
                people.stream()
                    .filter(person -> RowTags.shareNumber(person::of, sent.request::of))
                    .count())
        .max()
        .orElse(0);
  }

  /** Whom a restore changes must be somebody of the backup. */
  private static void strangers(PlayedHistory played, List<String> wrong) {
    for (SeenExchange sent : played.log.exchanges()) {
      PersonChange change = isOfRestore(played, sent.life) ? played.changeOf(sent) : null;
      PersonState before = change == null ? null : change.before();
      if (before != null
          && !isOfBackup(played, before)
          && !wasOfBackup(played, change.person(), sent)
          && !isMadeByRow(played, change, sent)) {
        wrong.add("13: a restore has changed a stranger, " + before + ": " + sent);
      }
    }
  }

  /** A list that lags behind a moment ago still showed whoever had the number before. */
  private static boolean wasOfBackup(PlayedHistory played, long person, SeenExchange sent) {
    long lag = played.world.traits.lagMillis() * 1_000_000L;
    return played.log.exchanges().stream()
        .filter(read -> read.kind == CallKind.GET_PERSON && read.life == sent.life)
        .filter(read -> read.request.id() == person && read.seq < sent.seq)
        .filter(read -> read.succeeded() && sent.leftAt - read.endedAt <= SOON_NANOS)
        .reduce((one, later) -> later)
        .map(read -> played.world.people.at(person, read.doneAt - lag))
        .filter(then -> isOfBackup(played, then))
        .isPresent();
  }

  /**
   * Whoever the row itself has just made, as it was told: where a colleague has renamed them, an
   * update gives them the row's name again, as to whoever is found.
   */
  private static boolean isMadeByRow(PlayedHistory played, PersonChange change, SeenExchange sent) {
    PersonState after = change.after();
    return played.world.people.of(change.person()).stream()
        .filter(birth -> birth.isBirth() && birth.nanos() <= change.nanos())
        .reduce((one, later) -> later)
        .filter(birth -> birth.by().isOurs())
        .map(played::exchangeOf)
        .filter(create -> create.succeeded() && create.life == sent.life && create.tag == sent.tag)
        .filter(create -> after != null && after.name().equals(create.request.of("name")))
        .isPresent();
  }

  private static boolean isOfBackup(PlayedHistory played, PersonState person) {
    return played.exports.stream()
        .flatMap(export -> export.people().values().stream())
        .anyMatch(
            one ->
                one.of("name").equals(person.name())
                    && (hasNone(one) || RowTags.shareNumber(one::of, person::of)));
  }

  private static boolean hasNone(BackedUpPerson person) {
    return RowTags.KEYS.stream().allMatch(key -> person.of(key).isEmpty());
  }

  private static void created(PlayedHistory played, SeenExchange sent, List<String> wrong) {
    if (sent.tag < RowTags.RESTORED) {
      wrong.add("3: a create that is nobody's of the backup: " + sent);
      return;
    }
    List<PersonState> held = held(played, sent.tag);
    byte[] photo = sent.request.photo();
    if (photo != null && held.stream().noneMatch(state -> Arrays.equals(state.photo(), photo))) {
      wrong.add("12: a photo of somebody else: " + sent);
    }
    Set<Long> groups = PeopleDesk.groups(sent.request);
    if (held.stream().noneMatch(state -> state.groups().containsAll(groups))) {
      wrong.add("13: groups that nobody had: " + sent);
    }
  }

  /** Everything that people of this name and these keys ever were: a backup may have several. */
  private static List<PersonState> held(PlayedHistory played, int tag) {
    List<PersonState> states = new ArrayList<>();
    for (PersonChange one : played.world.people.of(tag - RowTags.RESTORED)) {
      PersonState person = one.after();
      for (PersonChange change : played.world.people.all()) {
        PersonState state = change.after();
        if (person != null && state != null && isNamesake(person, state)) {
          states.add(state);
        }
      }
    }
    return states;
  }

  private static boolean isNamesake(PersonState one, PersonState other) {
    return one.name().equals(other.name())
        && RowTags.KEYS.stream().allMatch(key -> one.of(key).equals(other.of(key)));
  }

  private static long siblings(PlayedHistory played, int tag) {
    Set<Long> ids = new TreeSet<>();
    held(played, tag).forEach(state -> ids.add(state.id()));
    return played.exports.stream()
        .mapToLong(export -> ids.stream().filter(export.people()::containsKey).count())
        .max()
        .orElse(1);
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
    if (beside.size() > siblings(played, tag) && !named) {
      wrong.add(
          "2: a restore has made "
              + beside.stream().map(PersonChange::person).toList()
              + " for "
              + RowTags.words(tag));
    }
  }

  /** Whether a request of ours made somebody of the row's name. */
  private static boolean isMadeAs(PlayedHistory played, ToldRow told) {
    return played.world.people.of(told.person()).stream()
        .filter(birth -> birth.isBirth() && birth.by().isOurs())
        .map(PersonChange::after)
        .anyMatch(made -> made != null && told.name().startsWith(made.name().strip()));
  }
}
