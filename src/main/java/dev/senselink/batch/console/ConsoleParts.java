package dev.senselink.batch.console;

import dev.senselink.batch.console.access.AccessConfiguration;
import dev.senselink.batch.console.access.AccountController;
import dev.senselink.batch.console.access.SignInController;
import dev.senselink.batch.console.access.SignInTokens;
import dev.senselink.batch.console.account.Accounts;
import dev.senselink.batch.console.audit.AuditController;
import dev.senselink.batch.console.audit.AuditLog;
import dev.senselink.batch.console.backups.BackupShelf;
import dev.senselink.batch.console.backups.BackupWork;
import dev.senselink.batch.console.backups.BackupWorkController;
import dev.senselink.batch.console.backups.BackupsController;
import dev.senselink.batch.console.command.CommandQueue;
import dev.senselink.batch.console.command.CommandRunner;
import dev.senselink.batch.console.decide.CarryOut;
import dev.senselink.batch.console.decide.CarryOutController;
import dev.senselink.batch.console.decide.Conflicts;
import dev.senselink.batch.console.decide.DecideController;
import dev.senselink.batch.console.decide.DecisionAudit;
import dev.senselink.batch.console.imports.CheckController;
import dev.senselink.batch.console.imports.ColumnsController;
import dev.senselink.batch.console.imports.Imports;
import dev.senselink.batch.console.imports.ImportsController;
import dev.senselink.batch.console.imports.KeepController;
import dev.senselink.batch.console.imports.MendController;
import dev.senselink.batch.console.imports.MendPhotoController;
import dev.senselink.batch.console.imports.UploadController;
import dev.senselink.batch.console.jobs.JobClock;
import dev.senselink.batch.console.jobs.JobInbox;
import dev.senselink.batch.console.jobs.Jobs;
import dev.senselink.batch.console.jobs.JobsController;
import dev.senselink.batch.console.jobs.NewJobs;
import dev.senselink.batch.console.look.Look;
import dev.senselink.batch.console.mend.Mending;
import dev.senselink.batch.console.page.AssetController;
import dev.senselink.batch.console.page.PageRenderer;
import dev.senselink.batch.console.page.RefusalController;
import dev.senselink.batch.console.page.SearchController;
import dev.senselink.batch.console.people.Mentions;
import dev.senselink.batch.console.people.PeopleController;
import dev.senselink.batch.console.people.PersonCommands;
import dev.senselink.batch.console.people.PersonController;
import dev.senselink.batch.console.records.RecordSearches;
import dev.senselink.batch.console.records.RecordsController;
import dev.senselink.batch.console.runs.FleetCatalog;
import dev.senselink.batch.console.runs.FleetsController;
import dev.senselink.batch.console.runs.ResultIndexes;
import dev.senselink.batch.console.runs.RunCatalog;
import dev.senselink.batch.console.runs.RunsController;
import dev.senselink.batch.console.runs.TodayController;
import dev.senselink.batch.console.setup.SetUpController;
import dev.senselink.batch.console.undo.UndoController;
import dev.senselink.batch.console.undo.Undos;
import dev.senselink.batch.console.watch.Checks;
import dev.senselink.batch.console.watch.ChecksController;
import dev.senselink.batch.console.watch.ConsoleWatch;
import dev.senselink.batch.console.watch.TodayFacts;
import dev.senselink.batch.machine.Machine;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;

/** What the pages of a console are made of. */
final class ConsoleParts {
  private final Map<String, Object> all = new LinkedHashMap<>();
  private final ConsoleWatch watch;
  private final Jobs jobs;

  ConsoleParts(
      ConsoleSettings settings,
      Machine machine,
      SignInTokens tokens,
      CommandQueue queue,
      CommandRunner commands) {
    Path data = settings.data();
    Look look = commands.look();
    RunCatalog runs = new RunCatalog(machine, data, look::server);
    BackupShelf backups = new BackupShelf(data, machine);
    jobs = new Jobs(data, settings.jobs(), queue, commands, runs, machine);
    JobClock clock = new JobClock(jobs);
    Checks checks = new Checks(queue, machine);
    RecordSearches records = new RecordSearches(data, machine);
    watch = new ConsoleWatch(clock, checks, records, machine);
    all.put("machine", machine);
    all.put("data", data);
    all.put("tokens", tokens);
    all.put("pages", new PageRenderer(settings.sample() != null));
    all.put("accounts", new Accounts(data));
    all.put("audit", new AuditLog(data, machine));
    all.put("runs", runs);
    all.put("fleets", new FleetCatalog(data));
    all.put("queue", queue);
    all.put("backups", backups);
    all.put("backupWork", new BackupWork(backups, queue, runs));
    all.put("records", records);
    all.put("jobs", jobs);
    all.put("newJobs", new NewJobs(jobs, settings.inbox()));
    all.put("inbox", new JobInbox(settings.inbox(), machine));
    all.put("checks", checks);
    all.put("today", new TodayFacts(checks, backups, clock, machine));
    Imports imports = new Imports(data, queue, runs, machine, settings.sample());
    all.put("imports", imports);
    all.put("setup", commands.setup());
    all.put("mending", new Mending(machine));
    all.put("look", look);
    Conflicts conflicts = new Conflicts(data, look, queue, runs, machine);
    all.put("conflicts", conflicts);
    all.put("auditDetails", new DecisionAudit(conflicts));
    all.put("carryOut", new CarryOut(conflicts, queue, runs));
    ResultIndexes indexes = new ResultIndexes();
    all.put("indexes", indexes);
    all.put("mentions", new Mentions(imports, runs, indexes));
    all.put("personCommands", new PersonCommands(queue, runs));
    all.put("undos", new Undos(data, queue, runs, machine));
  }

  /** What it does by itself, once it is told to. */
  ConsoleWatch watch() {
    return watch;
  }

  Jobs jobs() {
    return jobs;
  }

  /** Gives them to the pages. */
  void into(AnnotationConfigWebApplicationContext context) {
    context.addBeanFactoryPostProcessor(beans -> all.forEach(beans::registerSingleton));
    context.register(
        WebConfiguration.class,
        AccessConfiguration.class,
        AssetController.class,
        RefusalController.class,
        SearchController.class,
        SignInController.class,
        AccountController.class,
        AuditController.class,
        TodayController.class,
        RunsController.class,
        FleetsController.class,
        ImportsController.class,
        UploadController.class,
        ColumnsController.class,
        CheckController.class,
        MendController.class,
        MendPhotoController.class,
        KeepController.class,
        DecideController.class,
        CarryOutController.class,
        PeopleController.class,
        PersonController.class,
        UndoController.class,
        BackupsController.class,
        BackupWorkController.class,
        RecordsController.class,
        JobsController.class,
        SetUpController.class,
        ChecksController.class);
  }
}
