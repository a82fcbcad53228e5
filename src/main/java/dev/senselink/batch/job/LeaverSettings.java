package dev.senselink.batch.job;

import dev.senselink.batch.enrol.leavers.LeaverRules;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of people whom a list names no more, as it was typed.
 *
 * @param maxShrink by how many hundredths the list may shrink
 * @param grace how long somebody is missing before anything is done
 * @param absentFor how long ago somebody was taken out of their groups before they are deleted
 * @param yes whether that need not be asked
 * @param keep a file of keys and ids of people who are never leavers; {@code null} for none
 * @param keepGroups names of groups whose people are never leavers
 * @param of whose people without a row are told too, {@code department=PATH} or {@code group=NAME}
 */
public record LeaverSettings(
    LeaverRules.Action action,
    double maxShrink,
    LeaverRules.Most most,
    Duration grace,
    Duration absentFor,
    boolean yes,
    @Nullable Path keep,
    List<String> keepGroups,
    List<String> of) {
  public LeaverSettings {
    keepGroups = List.copyOf(keepGroups);
    of = List.copyOf(of);
  }
}
