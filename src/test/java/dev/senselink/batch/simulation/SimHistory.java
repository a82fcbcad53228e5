package dev.senselink.batch.simulation;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything that is settled before the engine starts. Leaving one thing out moves no other.
 *
 * @param seed of the scheduler's picks, the machine's chance and the torn disk
 * @param earlier how many rows, at the end, are of a roster that was imported days before
 */
record SimHistory(
    long seed,
    SimTask task,
    List<SimRow> rows,
    int earlier,
    List<SimResident> residents,
    WorldTraits traits,
    List<WorldFault> faults,
    List<OtherAct> acts,
    List<MachineEvent> events,
    List<ErrandBetween> errands) {
  /** Of the histories of lists, so many delete those who have left. */
  private static final int DELETES_IN = 3;

  private static final ZoneId EAST = ZoneId.of("Pacific/Auckland");
  private static final ZoneId WEST = ZoneId.of("America/New_York");

  SimHistory {
    rows = List.copyOf(rows);
    residents = List.copyOf(residents);
    faults = List.copyOf(faults);
    acts = List.copyOf(acts);
    events = List.copyOf(events);
    errands = List.copyOf(errands);
  }

  /** Nothing happens in it. */
  static SimHistory quiet(long seed, SimTask task, List<SimRow> rows, List<SimResident> people) {
    return new SimHistory(
        seed,
        task,
        rows,
        0,
        people,
        WorldTraits.plain(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  SimHistory withTask(SimTask other) {
    return new SimHistory(
        seed, other, rows, earlier, residents, traits, faults, acts, events, errands);
  }

  SimHistory withRows(List<SimRow> others) {
    return new SimHistory(
        seed, task, others, earlier, residents, traits, faults, acts, events, errands);
  }

  SimHistory withResidents(List<SimResident> others) {
    return new SimHistory(seed, task, rows, earlier, others, traits, faults, acts, events, errands);
  }

  SimHistory withTraits(WorldTraits others) {
    return new SimHistory(
        seed, task, rows, earlier, residents, others, faults, acts, events, errands);
  }

  SimHistory withFaults(List<WorldFault> others) {
    return new SimHistory(
        seed, task, rows, earlier, residents, traits, others, acts, events, errands);
  }

  SimHistory withActs(List<OtherAct> others) {
    return new SimHistory(
        seed, task, rows, earlier, residents, traits, faults, others, events, errands);
  }

  SimHistory withEvents(List<MachineEvent> others) {
    return new SimHistory(
        seed, task, rows, earlier, residents, traits, faults, acts, others, errands);
  }

  SimHistory withErrands(List<ErrandBetween> others) {
    return new SimHistory(
        seed, task, rows, earlier, residents, traits, faults, acts, events, others);
  }

  SimHistory and(WorldFault... more) {
    List<WorldFault> all = new ArrayList<>(faults);
    all.addAll(List.of(more));
    return withFaults(all);
  }

  SimHistory and(OtherAct... more) {
    List<OtherAct> all = new ArrayList<>(acts);
    all.addAll(List.of(more));
    return withActs(all);
  }

  SimHistory and(MachineEvent... more) {
    List<MachineEvent> all = new ArrayList<>(events);
    all.addAll(List.of(more));
    return withEvents(all);
  }

  SimHistory and(ErrandBetween... more) {
    List<ErrandBetween> all = new ArrayList<>(errands);
    all.addAll(List.of(more));
    return withErrands(all);
  }

  /** The same with some more rows, of a roster that was imported days before. */
  SimHistory after(List<SimRow> before) {
    List<SimRow> all = new ArrayList<>(rows);
    all.addAll(before);
    return new SimHistory(
        seed, task, all, before.size(), residents, traits, faults, acts, events, errands);
  }

  /** Whether an errand of a kind is run in it. */
  boolean has(ErrandBetween.Kind what) {
    return errands.stream().anyMatch(one -> one.what() == what);
  }

  /** Whether it ends with what it has done being taken back. */
  boolean isUndone() {
    return has(ErrandBetween.Kind.UNDO);
  }

  /** Whether the import is planned first, and its plan carried out in its place. */
  boolean isPlanned() {
    return has(ErrandBetween.Kind.PLAN);
  }

  /** Whether today's roster is imported first as it is when it is cut off. */
  boolean isCutFirst() {
    return has(ErrandBetween.Kind.CUT_ROSTER);
  }

  /** Whether the roster of days before is taken back while that of today is worked. */
  boolean isUndoneBetween() {
    return has(ErrandBetween.Kind.UNDO_EARLIER) || has(ErrandBetween.Kind.UNDO_EARLIER_AND_NAMED);
  }

  /** Whether the backup of days before is restored once all is over: nobody returns after it. */
  boolean isRestoredAtLast() {
    return errands.contains(ErrandBetween.atLast(ErrandBetween.Kind.RESTORE));
  }

  /** Whether the server stores names or keys otherwise than they are sent, from some moment on. */
  boolean storesOtherwise() {
    return acts.stream().anyMatch(act -> act.what() == OtherAct.Kind.STORES_OTHERWISE);
  }

  /** Whether the server lists nobody for a while. */
  boolean listsNobody() {
    return acts.stream().anyMatch(act -> act.what() == OtherAct.Kind.LISTS_NOBODY);
  }

  /** Whether a command goes to another server by mistake. */
  boolean isMistaken() {
    return has(ErrandBetween.Kind.MISTAKEN_LIST)
        || has(ErrandBetween.Kind.MISTAKEN_RESTORE)
        || has(ErrandBetween.Kind.MISTAKEN_UNDO);
  }

  /** {@code --time-zone} from the roster of today on. */
  ZoneId zoneToday() {
    return has(ErrandBetween.Kind.ZONE_EAST)
        ? EAST
        : has(ErrandBetween.Kind.ZONE_WEST) ? WEST : HistoryPlayer.ZONE;
  }

  /** The rows of today's roster. */
  List<SimRow> today() {
    return rows.subList(0, rows.size() - earlier);
  }

  /** The rows of the roster that was imported days before. */
  List<SimRow> before() {
    return rows.subList(rows.size() - earlier, rows.size());
  }

  /**
   * Whether its rosters are of one list of staff, which the later one is held against: who is on it
   * no more is taken out of every group.
   */
  boolean isOfList() {
    return earlier > 0 && !task.guests() && !isUndoneBetween();
  }

  /** Whether who was taken out of every group is deleted, once they have been so for long. */
  boolean deletesLeavers() {
    return isOfList() && Math.floorMod(seed, DELETES_IN) == 0;
  }

  /** Who has left: by the roster of today, or because it names them no more. */
  List<SimRow> leavers() {
    List<SimRow> all = new ArrayList<>();
    all.addAll(today().stream().filter(this::isOnlyLeaving).toList());
    all.addAll(before().stream().filter(row -> isIn(row, today()).isEmpty()).toList());
    return all;
  }

  private boolean isOnlyLeaving(SimRow row) {
    return row.hasLeft() && isIn(row, today()).stream().allMatch(SimRow::hasLeft);
  }

  private static List<SimRow> isIn(SimRow row, List<SimRow> others) {
    return others.stream().filter(other -> isSame(row, other)).toList();
  }

  private static boolean isSame(SimRow one, SimRow other) {
    return one.name().equals(other.name()) && one.of("jobNumber").equals(other.of("jobNumber"));
  }

  /** Today's rows, and those who have left. */
  List<SimRow> withLeavers() {
    List<SimRow> all = new ArrayList<>();
    today().forEach(row -> all.add(isOnlyLeaving(row) ? row.employed() : row));
    all.addAll(before().stream().filter(row -> isIn(row, today()).isEmpty()).toList());
    return all;
  }

  /** The row of this number. */
  SimRow row(int number) {
    return rows.stream()
        .filter(row -> row.number() == number)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no row " + number));
  }
}
