package dev.senselink.batch.job.engine;

import dev.senselink.batch.outcome.Outcome;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/** Rows at work as Spring Batch reads them. */
final class SpringRowReader implements ItemStreamReader<Outcome> {
  private final RowFlow flow;

  SpringRowReader(RowFlow flow) {
    this.flow = flow;
  }

  @Override
  public void open(ExecutionContext context) {
    flow.open();
  }

  @Override
  public @Nullable Outcome read() throws InterruptedException {
    return flow.read();
  }

  @Override
  public void close() {
    flow.close();
  }
}
