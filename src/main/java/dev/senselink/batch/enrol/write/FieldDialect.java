package dev.senselink.batch.enrol.write;

import dev.senselink.batch.api.SpellingStyle;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.api.people.UserFields;
import dev.senselink.batch.enrol.row.DayComparison;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was learnt about the three fields that the manual spells in two ways (NOTES 30): department,
 * area code and day of entry.
 */
public final class FieldDialect {
  /** Of so many updates in whose seconds something was written, one at least was carried out. */
  private static final int ENOUGH = 3;

  /** How updates spell them; the manual's own spelling until something else is learnt. */
  private volatile SpellingStyle update = SpellingStyle.SNAKE;

  private volatile boolean updateKnown;
  private volatile boolean createDrops;
  private volatile boolean nothingHelps;
  private final AtomicBoolean foreign = new AtomicBoolean();

  /** Those that creates were seen to keep. */
  private final Set<String> kept = ConcurrentHashMap.newKeySet();

  /** Those that an update was seen to set: a server may take one spelling of one field only. */
  private final Set<String> proven = ConcurrentHashMap.newKeySet();

  private volatile boolean erases;
  private volatile boolean keeps;
  private final AtomicInteger left = new AtomicInteger();

  SpellingStyle forUpdate() {
    return update;
  }

  /** Whether the next update that fills such a field anew is to be read back. */
  boolean updateUnknown() {
    return !updateKnown && !nothingHelps;
  }

  /** Whether an update may erase such a field that it means to keep. */
  boolean mayErase() {
    return !updateKnown && !keeps;
  }

  /**
   * Whether an update of these fields is to be read back, because it fills or erases such a one;
   * or, once no spelling was seen to help, because it may erase one that it means to keep.
   *
   * @param changed which fields become others than they were
   */
  boolean isToBeLearntFrom(UserFields sent, Collection<String> changed) {
    if (nothingHelps && !updateKnown) {
      return !keeps && !changed.containsAll(names(sent));
    }
    boolean fills = filled(sent) && (!keeps || fillsAnew(sent, changed));
    return updateUnknown() && (fills || (erases(sent) && !erases));
  }

  /**
   * Whether an update that left the fields as they were sent was in the server's spelling: one of
   * them has got another value than it had, or one is kept where another is erased.
   */
  static boolean proves(UserFields sent, Collection<String> changed) {
    return fillsAnew(sent, changed) || (filled(sent) && erased(sent).anyMatch(changed::contains));
  }

  /** Whether one of the fields gets another value than it had. */
  static boolean fillsAnew(UserFields sent, Collection<String> changed) {
    return names(sent).stream().anyMatch(changed::contains);
  }

  /** The fields that an update was to fill anew, and has. */
  static List<String> filledAnew(
      UserFields sent, Collection<String> changed, Collection<String> dropped) {
    return names(sent).stream()
        .filter(field -> changed.contains(field) && !dropped.contains(field))
        .toList();
  }

  /** Whether an update has left a field as it was, and all that it has not was to change. */
  static boolean keptSome(UserFields sent, Collection<String> changed, Collection<String> dropped) {
    return changed.containsAll(dropped)
        && names(sent).stream().anyMatch(field -> !changed.contains(field));
  }

  /**
   * An update has left such a field as it was: the server takes its spelling, or keeps whatever is
   * left out. Which of the two it is does not show.
   */
  void noteKept() {
    keeps = true;
  }

  /**
   * The same, of an update of which nothing shows that it was carried out but the server's time of
   * the person: some of these are enough, or rows that change nothing else would go one by one.
   */
  void noteLeft() {
    if (left.incrementAndGet() >= ENOUGH) {
      keeps = true;
    }
  }

  /**
   * An update has erased such a field: the server takes its spelling, or erases whatever is left
   * out. Which of the two it is does not show.
   */
  void noteErased() {
    erases = true;
  }

  /** Whether it is not known yet if creates keep all of the fields that this one fills. */
  boolean createUnknown(UserFields sent) {
    return !createDrops && !kept.containsAll(names(sent));
  }

  /** Whether every create that fills such a field needs an update to set it. */
  boolean createDrops() {
    return createDrops && !nothingHelps;
  }

  /** Whether creates were seen to keep this field. */
  boolean createKeeps(String field) {
    return kept.contains(field);
  }

  /**
   * What came of a create that was answered.
   *
   * @param dropped of the fields that it filled
   */
  void noteCreateResult(UserFields sent, Collection<String> dropped) {
    names(sent).stream().filter(name -> !dropped.contains(name)).forEach(kept::add);
    if (!dropped.isEmpty()) {
      createDrops = true;
    }
  }

  /** Whether creates lose these fields and no update was seen to set them. */
  boolean nothingHelps() {
    return createDrops && nothingHelps;
  }

  /** Whether it is to be looked in the end if an update has set these fields, be it to be empty. */
  boolean isDoubtful(UserFields sent) {
    return !proven.containsAll(names(sent)) || !erased(sent).allMatch(proven::contains);
  }

  /** An update in this spelling has set these fields. The first that was seen to stands. */
  synchronized void noteUpdateSpelling(SpellingStyle spelling, Collection<String> fields) {
    if (!updateKnown) {
      proven.addAll(fields);
      update = spelling;
      nothingHelps = false;
      updateKnown = true;
    }
  }

  /**
   * What an update was to set is another value since: somebody else's, or the server's own way.
   *
   * @return whether it was so before, and so is the server's way
   */
  boolean noteForeign() {
    return foreign.getAndSet(true);
  }

  /** No spelling is taken, unless another row knows better: the user is told once. */
  synchronized boolean giveUp() {
    boolean first = !nothingHelps && !updateKnown;
    nothingHelps |= first;
    return first;
  }

  /** Whether a person has values for any of the three fields. */
  static boolean filled(UserFields f) {
    return !names(f).isEmpty();
  }

  private static boolean erases(UserFields f) {
    return erased(f).findAny().isPresent();
  }

  private static Stream<String> erased(UserFields f) {
    return Stream.of(
            "".equals(f.areaCode()) ? "areaCode" : "",
            "".equals(f.entryTime()) ? "entryTime" : "",
            Long.valueOf(0).equals(f.departmentId()) ? "department" : "")
        .filter(name -> !name.isEmpty());
  }

  /** Which of the three fields have values. */
  static List<String> names(UserFields f) {
    List<String> names = new ArrayList<>();
    if (!blank(f.areaCode())) {
      names.add("areaCode");
    }
    if (!blank(f.entryTime())) {
      names.add("entryTime");
    }
    if (id(f.departmentId()) != 0) {
      names.add("department");
    }
    return names;
  }

  /** Which of the three fields the server does not hold as they were sent, be it empty. */
  static List<String> dropped(UserFields sent, Person stored) {
    List<String> names = new ArrayList<>();
    if (sent.areaCode() != null && !Objects.equals(sent.areaCode(), stored.areaCode())) {
      names.add("areaCode");
    }
    if (sent.entryTime() != null && !DayComparison.same(sent.entryTime(), stored.entryTime())) {
      names.add("entryTime");
    }
    if (sent.departmentId() != null && id(sent.departmentId()) != id(stored.departmentId())) {
      names.add("department");
    }
    return names;
  }

  /**
   * Whether each of these fields has got a value that was not there before: of those that are not
   * as sent, none that the server has dropped or left as it was.
   */
  static boolean isForeign(Collection<String> fields, Person before, Person now) {
    return fields.stream().noneMatch(field -> isDroppedOrLeft(field, before, now));
  }

  private static boolean isDroppedOrLeft(String field, Person before, Person now) {
    return switch (field) {
      case "areaCode" -> blank(now.areaCode()) || now.areaCode().equals(before.areaCode());
      case "entryTime" ->
          blank(now.entryTime()) || DayComparison.same(now.entryTime(), before.entryTime());
      default -> id(now.departmentId()) == 0 || id(now.departmentId()) == id(before.departmentId());
    };
  }

  /** Whether the three fields are as they were. */
  static boolean isSame(Person before, Person now) {
    return before.areaCode().equals(now.areaCode())
        && DayComparison.same(before.entryTime(), now.entryTime())
        && id(before.departmentId()) == id(now.departmentId());
  }

  /** Whether each of the three fields is there as it was sent, or not at all. */
  static boolean isSentOrDropped(UserFields sent, Person stored) {
    long department = id(stored.departmentId());
    return (department == 0 || department == id(sent.departmentId()))
        && (blank(stored.areaCode()) || stored.areaCode().equals(sent.areaCode()))
        && (blank(stored.entryTime()) || DayComparison.same(sent.entryTime(), stored.entryTime()));
  }

  private static boolean blank(@Nullable String text) {
    return text == null || text.isEmpty();
  }

  private static long id(@Nullable Long id) {
    return id == null ? 0 : id;
  }
}
