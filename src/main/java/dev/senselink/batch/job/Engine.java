package dev.senselink.batch.job;

import dev.senselink.batch.ledger.Database;
import java.util.List;
import java.util.Map;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobInstanceAlreadyCompleteException;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.batch.infrastructure.support.transaction.ResourcelessTransactionManager;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.batch.jdbc.autoconfigure.BatchJdbcAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/** Spring Batch on the ledger's own database: started only when a job needs it. */
final class Engine implements AutoCloseable {
  private final ConfigurableApplicationContext context;
  private final JobRepository repository;
  private final JobOperator operator;
  private final JdbcTransactionManager transactions;

  /** Only what a job needs: every further auto-configuration costs start-up time. */
  @Configuration(proxyBeanMethods = false)
  @ImportAutoConfiguration({TransactionAutoConfiguration.class, BatchJdbcAutoConfiguration.class})
  static class Parts {}

  private Engine(ConfigurableApplicationContext context, Database database) {
    this.context = context;
    this.repository = context.getBean(JobRepository.class);
    this.operator = context.getBean(JobOperator.class);
    this.transactions = database.transactions();
  }

  /** Starts it on this database, whose lock the caller holds. */
  static Engine start(Database database) {
    AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    context.setEnvironment(new OwnSettings());
    context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor());
    register(context, database);
    context.register(Parts.class);
    context.refresh();
    return new Engine(context, database);
  }

  /**
   * All that the engine is told. Not the process's environment and no file: whoever can leave an
   * {@code application.properties} in the folder where a command is typed could otherwise have any
   * class loaded.
   */
  private static final class OwnSettings extends StandardEnvironment {
    @Override
    protected void customizePropertySources(MutablePropertySources sources) {
      sources.addLast(
          new MapPropertySource(
              "engine",
              Map.of(
                  "spring.batch.job.enabled", "false",
                  "spring.batch.jdbc.initialize-schema", "always")));
    }
  }

  /** As ready singletons, which the context does not close: they are the ledger's. */
  private static void register(GenericApplicationContext context, Database database) {
    context.getBeanFactory().registerSingleton("dataSource", database.source());
    context.getBeanFactory().registerSingleton("transactionManager", database.transactions());
  }

  JobRepository repository() {
    return repository;
  }

  JdbcTransactionManager transactions() {
    return transactions;
  }

  /** A step that does one thing, whole or not at all, and may be done again by the next process. */
  Step once(String name, Runnable work) {
    return step(name, work, transactions);
  }

  /** The same, but what the work writes down on its way is kept whatever becomes of the step. */
  Step bitByBit(String name, Runnable work) {
    return step(name, work, new ResourcelessTransactionManager());
  }

  private Step step(String name, Runnable work, PlatformTransactionManager manager) {
    Tasklet tasklet =
        (contribution, chunk) -> {
          work.run();
          return RepeatStatus.FINISHED;
        };
    return new StepBuilder(name, repository)
        .tasklet(tasklet, manager)
        .allowStartIfComplete(true)
        .build();
  }

  /** A job of these steps, one after the other. */
  Job job(String name, List<Step> steps) {
    var builder = new JobBuilder(name, repository).start(steps.get(0));
    for (Step step : steps.subList(1, steps.size())) {
      builder.next(step);
    }
    return builder.build();
  }

  /**
   * Runs the job of a run to its end, or to where it stops.
   *
   * <p>An execution that a dead process left as running is recovered first: under the lock nobody
   * else can be at work on it.
   */
  JobExecution run(Job job, String runId) {
    repository.findRunningJobExecutions(job.getName()).forEach(operator::recover);
    JobParametersBuilder parameters = new JobParametersBuilder().addString("run", runId);
    try {
      return start(job, parameters);
    } catch (JobExecutionException e) {
      throw new IllegalStateException("the job could not be started", e);
    }
  }

  /**
   * Batch starts no job anew that it has seen complete; a run whose process died just then, before
   * its report was written, has to go on all the same.
   */
  private JobExecution start(Job job, JobParametersBuilder parameters)
      throws JobExecutionException {
    try {
      return operator.start(job, parameters.toJobParameters());
    } catch (JobInstanceAlreadyCompleteException e) {
      parameters.addLong("again", System.currentTimeMillis());
      return operator.start(job, parameters.toJobParameters());
    }
  }

  @Override
  public void close() {
    context.close();
  }
}
