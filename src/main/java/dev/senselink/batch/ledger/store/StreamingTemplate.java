package dev.senselink.batch.ledger.store;

import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementSetter;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Hands rows on while they come, some at a time. Why: PostgreSQL's driver brings all that was asked
 * for into memory first, unless it is told how many to bring at once and a transaction is open.
 */
final class StreamingTemplate extends JdbcTemplate {
  private static final int AT_ONCE = 1_000;

  private final TransactionTemplate transactions;

  StreamingTemplate(DataSource pool) {
    super(pool);
    setFetchSize(AT_ONCE);
    this.transactions = new TransactionTemplate(new JdbcTransactionManager(pool));
  }

  @Override
  public void query(String sql, RowCallbackHandler row) {
    transactions.executeWithoutResult(status -> super.query(sql, row));
  }

  @Override
  public void query(String sql, @Nullable PreparedStatementSetter values, RowCallbackHandler row) {
    transactions.executeWithoutResult(status -> super.query(sql, values, row));
  }
}
