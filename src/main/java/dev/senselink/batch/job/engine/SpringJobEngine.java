package dev.senselink.batch.job.engine;

import dev.senselink.batch.ledger.store.LedgerDatabase;
import dev.senselink.batch.machine.Machine;
import dev.senselink.batch.outcome.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.configuration.support.MapJobRegistry;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobInstanceAlreadyCompleteException;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.launch.support.JobOperatorFactoryBean;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.support.JdbcJobRepositoryFactoryBean;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.batch.infrastructure.support.transaction.ResourcelessTransactionManager;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.transaction.annotation.Isolation;

/** Spring Batch on the ledger's own database, whose lock the caller holds: started for each job. */
public final class SpringJobEngine implements JobEngine {
  private final LedgerDatabase database;
  private final Machine machine;

  /** The table that Batch's script makes last: where it is, the others are. */
  private static final String LAST_TABLE = "BATCH_JOB_INSTANCE_SEQ";

  private static final Map<String, String> INDEXES =
      Map.of(
          "BATCH_JOB_EXECUTION_JOB_INSTANCE_ID_IDX", "BATCH_JOB_EXECUTION (JOB_INSTANCE_ID)",
          "BATCH_STEP_EXECUTION_JOB_EXECUTION_ID_IDX", "BATCH_STEP_EXECUTION (JOB_EXECUTION_ID)");

  private static final String TABLES = "org/springframework/batch/core/schema-%s.sql";
  private static final String NO_TABLES = "org/springframework/batch/core/schema-drop-%s.sql";

  public SpringJobEngine(LedgerDatabase database, Machine machine) {
    this.database = database;
    this.machine = machine;
  }

  @Override
  public Ended run(String job, String run, List<JobPart> parts) {
    if (!database.has(LAST_TABLE)) {
      database.alone(this::makeTables);
    }
    JobRepository repository = repository();
    List<Step> steps = parts.stream().map(part -> step(repository, part)).toList();
    return ended(
        run(repository, operator(repository), job(repository, job, steps), run), defect(parts));
  }

  private JobRepository repository() {
    JdbcJobRepositoryFactoryBean parts = new JdbcJobRepositoryFactoryBean();
    parts.setDataSource(database.source());
    parts.setIncrementerFactory(new ProcessWideIds(database.source()));
    parts.setTransactionManager(database.transactions());
    if (database
        .isShared()) { // no two begin one run: else one of two that begin at once would fail
      parts.setIsolationLevelForCreateEnum(Isolation.READ_COMMITTED);
    }
    return made(parts, parts);
  }

  private JobOperator operator(JobRepository repository) {
    JobOperatorFactoryBean parts = new JobOperatorFactoryBean();
    parts.setJobRepository(repository);
    parts.setJobRegistry(new MapJobRegistry());
    parts.setTransactionManager(database.transactions());
    return made(parts, parts);
  }

  /**
   * As a context would make it, without one: of what a context does a job needs these two objects,
   * and starting one took longer than all that the two do. Nor can a file in the folder where a
   * command is typed have any class loaded.
   */
  private static <T> T made(InitializingBean parts, FactoryBean<? extends T> whole) {
    try {
      parts.afterPropertiesSet();
      return Objects.requireNonNull(whole.getObject());
    } catch (Exception e) {
      throw new IllegalStateException("Spring Batch could not be set up", e);
    }
  }

  /** Whoever made them before may have died, or have had no room, after some of them. */
  private void makeTables() {
    if (!database.has(LAST_TABLE)) { // nor has anybody made them meanwhile
      ResourceDatabasePopulator making = new ResourceDatabasePopulator();
      if (!database.isShared()) { // there they are made as a whole, and may be another's
        making.addScript(script(NO_TABLES));
      }
      making.addScript(script(TABLES));
      making.execute(database.source());
      if (database.isShared()) {
        makeIndexes(database);
      }
    }
  }

  /** HSQLDB makes these itself; without them all runs of all servers are looked at. */
  private static void makeIndexes(LedgerDatabase database) {
    INDEXES.forEach(
        (name, of) ->
            database.jdbc().execute("CREATE INDEX IF NOT EXISTS %s ON %s".formatted(name, of)));
  }

  /**
   * Makes for Batch what a database that many share lacks: an earlier version made no indexes.
   *
   * @param alone called before anything is made: whoever is at work there has its transactions
   * @return whether anything was lacking
   */
  public static boolean upgrade(LedgerDatabase database, Runnable alone) {
    if (!database.has(LAST_TABLE) || INDEXES.keySet().stream().allMatch(database::has)) {
      return false;
    }
    alone.run();
    makeIndexes(database);
    return true;
  }

  private ClassPathResource script(String name) {
    return new ClassPathResource(name.formatted(database.vendor()));
  }

  private Step step(JobRepository repository, JobPart part) {
    return part instanceof JobPart.Rows rows
        ? rows(repository, rows)
        : task(repository, (JobPart.Task) part);
  }

  private static Step task(JobRepository repository, JobPart.Task task) {
    return new StepBuilder(task.name(), repository)
        .tasklet(
            (contribution, chunk) -> {
              task.work().run();
              return RepeatStatus.FINISHED;
            },
            new ResourcelessTransactionManager())
        .allowStartIfComplete(true)
        .build();
  }

  private Step rows(JobRepository repository, JobPart.Rows rows) {
    RowFlow flow = rows.flow();
    return new StepBuilder(rows.name(), repository)
        .<Outcome, Outcome>chunk(RowFlow.CHUNK)
        .reader(new SpringRowReader(flow))
        .writer(chunk -> flow.store(chunk.getItems()))
        .transactionManager(database.transactions())
        .allowStartIfComplete(true)
        .listener(verdict(flow))
        .build();
  }

  /** Sets both statuses: Batch does not derive the one from the other. */
  private static StepExecutionListener verdict(RowFlow flow) {
    return new StepExecutionListener() {
      @Override
      public ExitStatus afterStep(StepExecution step) {
        Throwable defect = flow.defect();
        if (defect != null) {
          step.setStatus(BatchStatus.FAILED);
          return ExitStatus.FAILED;
        }
        if (step.getStatus() == BatchStatus.COMPLETED && flow.unfinished()) {
          step.setStatus(BatchStatus.STOPPED);
          return ExitStatus.STOPPED;
        }
        return step.getExitStatus();
      }
    };
  }

  private static Job job(JobRepository repository, String name, List<Step> steps) {
    var builder = new JobBuilder(name, repository).start(steps.get(0));
    for (Step step : steps.subList(1, steps.size())) {
      builder.next(step);
    }
    return builder.build();
  }

  /**
   * An execution of this run that a dead process left as running is recovered first: under the lock
   * nobody else can be at work on it. Others may be at work on another server's.
   */
  private JobExecution run(JobRepository repository, JobOperator operator, Job job, String run) {
    repository.findRunningJobExecutions(job.getName()).stream()
        .filter(execution -> run.equals(execution.getJobParameters().getString("run")))
        .forEach(operator::recover);
    JobParametersBuilder parameters = new JobParametersBuilder().addString("run", run);
    JobInstance begun = repository.getJobInstance(job.getName(), parameters.toJobParameters());
    if (begun != null && repository.getJobExecutions(begun).isEmpty()) {
      repository.deleteJobInstance(begun); // who noted the one died before the other
    }
    settle(repository, repository.getLastJobExecution(job.getName(), parameters.toJobParameters()));
    try {
      return start(operator, job, parameters);
    } catch (JobExecutionException e) {
      throw new IllegalStateException("the job could not be started", e);
    }
  }

  /**
   * Batch never goes on with a job or a step of which it does not know whether its last commit was
   * made, as where the database went away meanwhile. It need not know: the ledger does, row by row.
   */
  private static void settle(JobRepository repository, @Nullable JobExecution last) {
    if (last == null) {
      return;
    }
    for (StepExecution step : last.getStepExecutions()) {
      // Of a job that has ended: its last words were stored, and not those of its step.
      if (step.getStatus() == BatchStatus.UNKNOWN || step.getStatus().isRunning()) {
        step.setStatus(BatchStatus.FAILED);
        repository.update(step);
      }
    }
    if (last.getStatus() == BatchStatus.UNKNOWN) {
      last.setStatus(BatchStatus.FAILED);
      repository.update(last);
    }
  }

  /**
   * Batch starts no job anew that it has seen complete; a run whose process died just then, before
   * its report was written, has to go on all the same.
   */
  private JobExecution start(JobOperator operator, Job job, JobParametersBuilder parameters)
      throws JobExecutionException {
    try {
      return operator.start(job, parameters.toJobParameters());
    } catch (JobInstanceAlreadyCompleteException e) {
      parameters.addLong("again", machine.wall().millis());
      return operator.start(job, parameters.toJobParameters());
    }
  }

  private static @Nullable Throwable defect(List<JobPart> parts) {
    for (JobPart part : parts) {
      if (part instanceof JobPart.Rows rows && rows.flow().defect() != null) {
        return rows.flow().defect();
      }
    }
    return null;
  }

  /**
   * Of a step whose own state could not be stored Batch says that nothing is known of it: whatever
   * is neither an end nor a stop has failed, or a run would end well that has done nothing.
   */
  private static Ended ended(JobExecution execution, @Nullable Throwable defect) {
    Throwable failure =
        defect != null
            ? defect
            : execution.getAllFailureExceptions().stream()
                .findFirst()
                .orElseGet(() -> new IllegalStateException("the job is " + execution.getStatus()));
    return switch (execution.getStatus()) {
      case COMPLETED -> new Ended(Status.COMPLETED, null);
      case STOPPED, STOPPING -> new Ended(Status.STOPPED, null);
      default -> new Ended(Status.FAILED, failure);
    };
  }
}
