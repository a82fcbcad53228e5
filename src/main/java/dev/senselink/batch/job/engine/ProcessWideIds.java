package dev.senselink.batch.job.engine;

import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.springframework.batch.infrastructure.item.database.support.DefaultDataFieldMaxValueIncrementerFactory;
import org.springframework.jdbc.support.incrementer.DataFieldMaxValueIncrementer;

/**
 * Ids for the rows of Spring Batch that no other row has in this process, whatever database it is
 * in: the database's own number in front, one of the process behind.
 *
 * <p>Why: Batch knows an execution at work by its id alone, in a table of the whole process, and
 * two runs in two databases would both be number 0; each then writes the state of the other.
 */
final class ProcessWideIds extends DefaultDataFieldMaxValueIncrementerFactory {
  private static final int OWN_BITS = 20;
  private static final AtomicLong OWN = new AtomicLong();

  ProcessWideIds(DataSource source) {
    super(source);
  }

  @Override
  public DataFieldMaxValueIncrementer getIncrementer(String database, String name) {
    DataFieldMaxValueIncrementer inner = super.getIncrementer(database, name);
    return new DataFieldMaxValueIncrementer() {
      @Override
      public int nextIntValue() {
        throw new UnsupportedOperationException("ids are longs");
      }

      @Override
      public long nextLongValue() {
        return inner.nextLongValue() << OWN_BITS | (OWN.getAndIncrement() & ((1 << OWN_BITS) - 1));
      }

      @Override
      public String nextStringValue() {
        return String.valueOf(nextLongValue());
      }
    };
  }
}
