package dev.senselink.batch.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * L8: once an import has read back that the server stores another name or key than was sent, it
 * makes nobody more, tells so and does not end; the next one sends nothing while the person is as
 * they were; unless a user has accepted it.
 */
final class StoredOtherwise implements Invariant {
  private static final List<String> KNOWN_BY =
      Stream.concat(Stream.of("name"), RowTags.KEYS.stream()).toList();

  /** What was admitted before the stop leaves after the flush of its intent. */
  private static final long COMMIT_NANOS = 50_000_000L;

  @Override
  public List<String> check(PlayedHistory played) {
    List<String> wrong = new ArrayList<>();
    if (!played.history.storesOtherwise()) {
      return wrong;
    }
    for (PlayedLife life : played.lives) {
      if (!isAccepting(played, life)) {
        stopped(played, life, wrong);
        lookedFirst(played, life, wrong);
      }
    }
    return wrong;
  }

  /** Whether {@code --accept-stored} was said. */
  static boolean isAccepting(PlayedHistory played, PlayedLife life) {
    return !played.history.task().accepted().stored().isEmpty()
        || played.lives.stream()
            .filter(before -> before.number() < life.number())
            .anyMatch(before -> HistoryPlayer.isOtherHand(played.history, before));
  }

  private static void stopped(PlayedHistory played, PlayedLife life, List<String> wrong) {
    for (SeenExchange create : creates(played, life)) {
      SeenExchange look = lookAfter(played, create);
      PersonChange birth = played.changeOf(create);
      if (birth == null || look == null || !isOther(create, birth) || isTouched(played, birth)) {
        continue;
      }
      boolean canary = creates(played, life).stream().noneMatch(one -> isBefore(one, create));
      long from = canary ? create.endedAt : look.endedAt + COMMIT_NANOS;
      played.log.exchanges().stream()
          .filter(sent -> sent.life == life.number() && sent.kind.creates())
          .filter(sent -> sent.leftAt > from)
          .forEach(sent -> wrong.add("L8: made after " + create + ": " + sent));
      if (life.ended()) {
        wrong.add("L8: life " + life.number() + " ends after " + create);
      }
      boolean told =
          life.rows().stream().anyMatch(row -> row.person() == birth.person() && isToldWrong(row));
      if (!told && !life.died() && !life.rows().isEmpty()) {
        wrong.add("L8: life " + life.number() + " does not tell of " + create);
      }
    }
  }

  private static boolean isToldWrong(ToldRow row) {
    return row.code().equals("STORED_WRONGLY") || isForcedAndToldWrong(row);
  }

  /** The code of somebody forced is that of the similar face; the reason tells the rest. */
  private static boolean isForcedAndToldWrong(ToldRow row) {
    return row.ended().equals("FORCED 30002")
        && row.reason().contains("otherwise than it was sent: sent ");
  }

  private static boolean isBefore(SeenExchange one, SeenExchange other) {
    return one.endedAt < other.endedAt;
  }

  /** The creates of a life that were answered. */
  private static List<SeenExchange> creates(PlayedHistory played, PlayedLife life) {
    return played.log.exchanges().stream()
        .filter(sent -> sent.life == life.number() && sent.kind.creates() && sent.succeeded())
        .toList();
  }

  /** The first look at whom a create has made that was answered and could show them. */
  private static @Nullable SeenExchange lookAfter(PlayedHistory played, SeenExchange create) {
    PersonChange birth = played.changeOf(create);
    long lag = played.world.traits.lagMillis() * 1_000_000L;
    return played.log.exchanges().stream()
        .filter(look -> birth != null && look.kind == CallKind.GET_PERSON)
        .filter(look -> look.request.id() == Objects.requireNonNull(birth).person())
        .filter(look -> look.life == create.life && look.succeeded() && look.fault == null)
        .filter(look -> look.leftAt >= create.endedAt)
        .filter(look -> look.doneAt - lag >= Objects.requireNonNull(birth).nanos())
        .min(Comparator.comparingLong(look -> look.endedAt))
        .orElse(null);
  }

  /** Whether what was stored is no spelling of what was sent. */
  private static boolean isOther(SeenExchange create, PersonChange birth) {
    PersonState stored = Objects.requireNonNull(birth.after());
    return KNOWN_BY.stream()
        .filter(field -> !create.request.of(field).isEmpty() && !stored.of(field).isEmpty())
        .anyMatch(
            field ->
                !RowTags.fold(stored.of(field)).equals(RowTags.fold(create.request.of(field))));
  }

  private static boolean isTouched(PlayedHistory played, PersonChange birth) {
    return played.touchedAfter(birth.person(), birth.nanos());
  }

  /** Of whom a life has told so, and who are as they were, the next one sends nothing. */
  private static void lookedFirst(PlayedHistory played, PlayedLife life, List<String> wrong) {
    boolean still =
        played.lives.stream()
            .filter(before -> before.number() < life.number())
            .flatMap(before -> before.rows().stream().filter(StoredOtherwise::isToldWrong))
            .anyMatch(told -> isAsTold(played, told, life));
    if (!still) {
      return;
    }
    played.log.exchanges().stream()
        .filter(sent -> sent.life == life.number() && sent.kind.changes())
        .forEach(sent -> wrong.add("L8: somebody is still stored wrongly: " + sent));
  }

  private static boolean isAsTold(PlayedHistory played, ToldRow told, PlayedLife life) {
    return played.world.people.at(told.person(), life.endedAt()) != null
        && !played.touched(told.person());
  }
}
