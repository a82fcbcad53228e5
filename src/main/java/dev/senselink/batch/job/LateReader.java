package dev.senselink.batch.job;

import dev.senselink.batch.outcome.Outcome;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/** Makes the pipeline when its step begins, for what it needs is learnt by the steps before. */
final class LateReader implements ItemStreamReader<Outcome> {
  private final Supplier<RowPipeline> opening;
  private final Consumer<Outcome> seen;
  private @Nullable RowPipeline pipeline;

  LateReader(Supplier<RowPipeline> opening, Consumer<Outcome> seen) {
    this.opening = opening;
    this.seen = seen;
  }

  @Override
  public void open(ExecutionContext context) {
    RowPipeline rows = opening.get();
    rows.open(context);
    pipeline = rows;
  }

  @Override
  public @Nullable Outcome read() throws InterruptedException {
    if (pipeline == null) {
      throw new IllegalStateException("not opened");
    }
    Outcome outcome = pipeline.read();
    if (outcome != null) {
      seen.accept(outcome);
    }
    return outcome;
  }

  @Override
  public void close() {
    if (pipeline != null) {
      pipeline.close();
    }
  }
}
