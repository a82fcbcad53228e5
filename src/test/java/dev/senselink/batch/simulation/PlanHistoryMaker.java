package dev.senselink.batch.simulation;

import dev.senselink.batch.enrol.row.EnrolmentSettings.OnSimilar;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Makes a history from a seed that is planned and then carried out: of a list of staff, or of any
 * roster. What goes wrong goes wrong while it is carried out; others act before that, too.
 */
final class PlanHistoryMaker {
  private static final int BETWEEN = (int) HistoryPlayer.PLANNED.toMillis() / 2;
  private static final int APPLYING = (int) HistoryPlayer.PLANNED.plusSeconds(1).toMillis();

  private PlanHistoryMaker() {}

  /** The history of this seed, always the same. */
  static SimHistory of(long seed) {
    SplittableRandom dice = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + 11);
    SimHistory base = dice.nextInt(3) == 0 ? ListHistoryMaker.of(seed) : HistoryMaker.of(seed);
    SimTask task = base.task();
    SimHistory made =
        base.withTask(
            task.policies(
                dice.nextBoolean() ? task.onExisting() : task.updating().onExisting(),
                OnSimilar.REVIEW));
    boolean calm = dice.nextInt(4) == 0;
    List<OtherAct> acts = new ArrayList<>();
    made.acts().forEach(act -> acts.add(later(act, dice.nextBoolean())));
    List<MachineEvent> events = new ArrayList<>();
    made.events()
        .forEach(e -> events.add(new MachineEvent(e.life() + 1, e.when(), e.what(), e.millis())));
    return made.withActs(calm ? List.of() : acts)
        .withEvents(calm ? List.of() : events)
        .withFaults(calm ? List.of() : made.faults())
        .withErrands(List.of(ErrandBetween.atEnd(ErrandBetween.Kind.PLAN)));
  }

  private static OtherAct later(OtherAct act, boolean between) {
    WorldMoment when = act.when();
    return when.isOfTime()
        ? new OtherAct(
            WorldMoment.at(when.millis() + (between ? BETWEEN : APPLYING)),
            act.what(),
            act.target(),
            act.field(),
            act.text(),
            act.number())
        : act;
  }
}
