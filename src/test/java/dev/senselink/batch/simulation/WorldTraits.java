package dev.senselink.batch.simulation;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a simulated server is like for the whole of a history.
 *
 * @param spelling which spelling of the three fields it takes
 * @param lagMillis how far its lists lag behind
 * @param filters how it compares a filter's value
 * @param blind filters that never find anybody
 * @param keys how it stores a job number
 * @param trims whether it stores texts trimmed
 * @param cutAt how many characters of a remark it keeps, 0 = all
 * @param omittedSurvive whether a field that an update leaves out stays
 * @param paged whether it lists people in a page object with a total
 * @param order in which order it lists
 * @param pageSize the rows of a page of groups at most
 * @param latencyMillis of one way
 * @param limit requests at once at most, 0 = any number
 * @param canForce whether 30002 may be answered by force
 * @param namesOneself whether an update's 30002 may name the very person
 * @param oldDepartments whether departments are at their old path only
 * @param deaf the kind of call that never succeeds, null for none
 * @param deafCode its code, else its status
 * @param demandsNumbers whether nobody visits without an ID number
 */
record WorldTraits(
    FieldSpelling spelling,
    int lagMillis,
    FilterMode filters,
    Set<String> blind,
    KeyStorage keys,
    boolean trims,
    int cutAt,
    boolean omittedSurvive,
    boolean paged,
    ListOrder order,
    int pageSize,
    int latencyMillis,
    int limit,
    boolean canForce,
    boolean namesOneself,
    boolean oldDepartments,
    @Nullable CallKind deaf,
    int deafCode,
    boolean demandsNumbers) {
  /** How a filter's value is compared. */
  enum FilterMode {
    EXACT,
    FOLDED,
    PART
  }

  /** How a job number is stored, and a name with it. */
  enum KeyStorage {
    AS_SENT,
    UPPER,
    /** Cut to three characters. */
    CUT,
    /** As sent, and a name's bytes are read in another encoding. */
    MOJIBAKE
  }

  /** In which order lists are. */
  enum ListOrder {
    UP,
    DOWN,
    MIXED
  }

  WorldTraits {
    blind = Set.copyOf(blind);
  }

  /** A server that works as its manual says. */
  static WorldTraits plain() {
    return new WorldTraits(
        FieldSpelling.PRINTED,
        0,
        FilterMode.EXACT,
        Set.of(),
        KeyStorage.AS_SENT,
        false,
        0,
        false,
        false,
        ListOrder.UP,
        100,
        20,
        0,
        true,
        false,
        false,
        null,
        0,
        false);
  }

  WorldTraits withSpelling(FieldSpelling other) {
    return new WorldTraits(
        other,
        lagMillis,
        filters,
        blind,
        keys,
        trims,
        cutAt,
        omittedSurvive,
        paged,
        order,
        pageSize,
        latencyMillis,
        limit,
        canForce,
        namesOneself,
        oldDepartments,
        deaf,
        deafCode,
        demandsNumbers);
  }

  WorldTraits withLag(int millis) {
    return new WorldTraits(
        spelling,
        millis,
        filters,
        blind,
        keys,
        trims,
        cutAt,
        omittedSurvive,
        paged,
        order,
        pageSize,
        latencyMillis,
        limit,
        canForce,
        namesOneself,
        oldDepartments,
        deaf,
        deafCode,
        demandsNumbers);
  }

  WorldTraits withFilters(FilterMode mode, Set<String> blindOnes) {
    return new WorldTraits(
        spelling,
        lagMillis,
        mode,
        blindOnes,
        keys,
        trims,
        cutAt,
        omittedSurvive,
        paged,
        order,
        pageSize,
        latencyMillis,
        limit,
        canForce,
        namesOneself,
        oldDepartments,
        deaf,
        deafCode,
        demandsNumbers);
  }

  WorldTraits withStorage(KeyStorage storage, boolean trimming, int cut) {
    return new WorldTraits(
        spelling,
        lagMillis,
        filters,
        blind,
        storage,
        trimming,
        cut,
        omittedSurvive,
        paged,
        order,
        pageSize,
        latencyMillis,
        limit,
        canForce,
        namesOneself,
        oldDepartments,
        deaf,
        deafCode,
        demandsNumbers);
  }

  WorldTraits withLists(boolean pages, ListOrder how, int size) {
    return new WorldTraits(
        spelling,
        lagMillis,
        filters,
        blind,
        keys,
        trims,
        cutAt,
        omittedSurvive,
        pages,
        how,
        size,
        latencyMillis,
        limit,
        canForce,
        namesOneself,
        oldDepartments,
        deaf,
        deafCode,
        demandsNumbers);
  }

  WorldTraits withSpeed(int latency, int most) {
    return new WorldTraits(
        spelling,
        lagMillis,
        filters,
        blind,
        keys,
        trims,
        cutAt,
        omittedSurvive,
        paged,
        order,
        pageSize,
        latency,
        most,
        canForce,
        namesOneself,
        oldDepartments,
        deaf,
        deafCode,
        demandsNumbers);
  }

  WorldTraits withFaces(boolean forcing, boolean oneself) {
    return new WorldTraits(
        spelling,
        lagMillis,
        filters,
        blind,
        keys,
        trims,
        cutAt,
        omittedSurvive,
        paged,
        order,
        pageSize,
        latencyMillis,
        limit,
        forcing,
        oneself,
        oldDepartments,
        deaf,
        deafCode,
        demandsNumbers);
  }

  WorldTraits withOmitted(boolean survive, boolean oldPath) {
    return new WorldTraits(
        spelling,
        lagMillis,
        filters,
        blind,
        keys,
        trims,
        cutAt,
        survive,
        paged,
        order,
        pageSize,
        latencyMillis,
        limit,
        canForce,
        namesOneself,
        oldPath,
        deaf,
        deafCode,
        demandsNumbers);
  }

  WorldTraits withDeaf(@Nullable CallKind kind, int code) {
    return new WorldTraits(
        spelling,
        lagMillis,
        filters,
        blind,
        keys,
        trims,
        cutAt,
        omittedSurvive,
        paged,
        order,
        pageSize,
        latencyMillis,
        limit,
        canForce,
        namesOneself,
        oldDepartments,
        kind,
        code,
        demandsNumbers);
  }

  WorldTraits demandingNumbers() {
    return new WorldTraits(
        spelling,
        lagMillis,
        filters,
        blind,
        keys,
        trims,
        cutAt,
        omittedSurvive,
        paged,
        order,
        pageSize,
        latencyMillis,
        limit,
        canForce,
        namesOneself,
        oldDepartments,
        deaf,
        deafCode,
        true);
  }
}
