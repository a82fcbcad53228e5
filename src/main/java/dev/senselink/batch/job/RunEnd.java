package dev.senselink.batch.job;

import dev.senselink.batch.outcome.OutcomeTally;
import dev.senselink.batch.report.Advice;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a job ended.
 *
 * @param stopReason why it stopped before its end, {@code null} if it did not; a row limit is no
 *     such reason
 * @param summary what {@code summary.json} holds
 * @param advice what it comes to and what to do next
 * @param notSent headers of the roster's columns that nobody knows
 * @param photos where the photos were, {@code null} for nowhere
 */
public record RunEnd(
    String runId,
    @Nullable String stopReason,
    OutcomeTally tally,
    Map<String, @Nullable Object> summary,
    Advice advice,
    Path report,
    List<String> notSent,
    @Nullable Path photos) {}
