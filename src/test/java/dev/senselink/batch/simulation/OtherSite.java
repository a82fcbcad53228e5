package dev.senselink.batch.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * A second server at another address, with the same company and some of the same people under the
 * same ids, to which a command goes by mistake. Nothing goes wrong at it.
 */
final class OtherSite {
  final SimWorld world;
  final HistoryLog log;
  final WorldLine line;

  /** How each command that was given with its address has ended. */
  final List<LifeEnd> mistakes = new ArrayList<>();

  OtherSite(SimHistory history, LongSupplier clock) {
    this.world = new SimWorld(WorldTraits.plain(), HistoryPlayer.START, HistoryPlayer.ZONE, clock);
    this.log = new HistoryLog(clock);
    FrontDesk desk = new FrontDesk(world);
    RowTags tags = new RowTags(history.rows(), world);
    this.line = new WorldLine(world, desk, tags, log, List.of(), (kind, tag, nth, stage) -> {});
    line.beSound(true);
  }
}
