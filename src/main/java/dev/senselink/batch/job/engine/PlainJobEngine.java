package dev.senselink.batch.job.engine;

import dev.senselink.batch.ledger.store.LedgerDatabase;
import dev.senselink.batch.outcome.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs the parts by a plain loop, to the same effect as Spring Batch: a part that does not come to
 * its end ends the job, and each chunk of outcomes is a transaction. No transaction is open while a
 * row is waited for. An {@link Error} is nobody's to catch here.
 */
public final class PlainJobEngine implements JobEngine {
  private static final Ended COMPLETED = new Ended(Status.COMPLETED, null);

  private final TransactionTemplate transactions;

  public PlainJobEngine(LedgerDatabase database) {
    this.transactions = new TransactionTemplate(database.transactions());
  }

  @Override
  public Ended run(String job, String run, List<JobPart> parts) {
    for (JobPart part : parts) {
      Ended ended =
          part instanceof JobPart.Rows rows
              ? worked(rows.flow())
              : done(((JobPart.Task) part).work());
      if (ended.status() != Status.COMPLETED) {
        return ended;
      }
    }
    return COMPLETED;
  }

  private static Ended done(Runnable work) {
    try {
      work.run();
      return COMPLETED;
    } catch (RuntimeException e) {
      return new Ended(Status.FAILED, e);
    }
  }

  private Ended worked(RowFlow flow) {
    Exception failure = null;
    try {
      flow.open();
      for (List<Outcome> chunk = chunk(flow); !chunk.isEmpty(); chunk = chunk(flow)) {
        store(flow, chunk);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failure = e;
    } catch (RuntimeException e) {
      failure = e;
    } finally {
      flow.close();
    }
    return verdict(flow, failure);
  }

  private static List<Outcome> chunk(RowFlow flow) throws InterruptedException {
    List<Outcome> chunk = new ArrayList<>(RowFlow.CHUNK);
    while (chunk.size() < RowFlow.CHUNK) {
      Outcome next = flow.read();
      if (next == null) {
        break;
      }
      chunk.add(next);
    }
    return chunk;
  }

  private void store(RowFlow flow, List<Outcome> chunk) {
    transactions.executeWithoutResult(status -> flow.store(chunk));
  }

  private static Ended verdict(RowFlow flow, @Nullable Exception failure) {
    Throwable defect = flow.defect();
    if (defect != null || failure != null) {
      return new Ended(Status.FAILED, defect == null ? failure : defect);
    }
    return flow.unfinished() ? new Ended(Status.STOPPED, null) : COMPLETED;
  }
}
