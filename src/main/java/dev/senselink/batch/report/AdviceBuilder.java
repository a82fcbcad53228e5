package dev.senselink.batch.report;

import dev.senselink.batch.outcome.OutcomeTally;
import dev.senselink.batch.outcome.RowEnding;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Works out what a run comes to and what to do next, from its causes. */
final class AdviceBuilder {
  private static final int NAMED = 10;
  private static final int PAIRS = 3;
  private static final int CAUSES = 5;

  private final PageTexts words;
  private final RunFacts facts;
  private final ReportContext about;
  private final OutcomeTally tally;
  private final RunCauses causes;
  private final Path folder;
  private final List<String> told = new ArrayList<>();
  private final List<String> others = new ArrayList<>();
  private final List<Advice.Step> steps = new ArrayList<>();

  /**
   * @param folder where the report lies
   */
  AdviceBuilder(
      RunFacts facts, ReportContext about, OutcomeTally tally, RunCauses causes, Path folder) {
    this.words = new PageTexts(about.locale(), facts.job());
    this.facts = facts;
    this.about = about;
    this.tally = tally;
    this.causes = causes;
    this.folder = folder;
  }

  Advice build() {
    List<RunCauses.Cause> all = causes.all();
    all.forEach(this::tell);
    if (causes.differingRows() > 0) {
      told.add(differs());
    }
    if (ofList()) {
      listSteps(all);
    } else {
      otherSteps();
    }
    decide();
    if (facts.dryRun() && tally.of(RowEnding.VALID) > 0 && !stopped()) {
      step(words.of("step.real"), about.commands().again());
    }
    if (causes.differingRows() > 0 && !stopped()) {
      step(words.of("step.differs"), about.commands().updating());
    }
    return new Advice(told, others, steps);
  }

  private boolean ofList() {
    return facts.job().startsWith("import-") || facts.job().startsWith("validate-");
  }

  private boolean stopped() {
    return about.stopReason() != null || facts.status().equals("STOPPED");
  }

  private void tell(RunCauses.Cause cause) {
    switch (cause.kind()) {
      case PLACES -> told.add(words.of("told.places", cause.rows(), places()));
      case PHOTO_NAMES -> told.add(photoNames(cause));
      default -> {
        // What was not reached, or cut short, is told by how the run ended.
        boolean ended = cause.example().ending() == RowEnding.NOT_ATTEMPTED;
        if (others.size() < CAUSES && !ended) {
          others.add(
              words.of(
                  "told.cause",
                  words.problem(cause.example(), about.codes()).meaning(),
                  cause.rows()));
        }
      }
    }
  }

  private String places() {
    List<String> names =
        Stream.concat(
                about.list().departments().stream().map(name -> words.of("told.department", name)),
                about.list().groups().stream().map(name -> words.of("told.group", name)))
            .toList();
    String first = words.list(names.subList(0, Math.min(NAMED, names.size())));
    int more = names.size() - NAMED;
    return more > 0 ? words.of("told.more", first, more) : first;
  }

  private String photoNames(RunCauses.Cause cause) {
    ListFindings list = about.list();
    String pairs =
        words.list(
            list.near().stream()
                .limit(zerosLost() ? 1 : PAIRS)
                .map(n -> words.of(n.zeros() ? "told.pair.zeros" : "told.pair", n.file(), n.key()))
                .toList());
    if (list.photosFound() > 0) {
      return words.of("told.photos.some", cause.rows(), list.unclaimed(), pairs);
    }
    return pairs.isEmpty()
        ? words.of("told.photos.unlike", list.unclaimed(), list.example())
        : words.of("told.photos.none", list.unclaimed(), pairs);
  }

  private String differs() {
    List<String> fields = new ArrayList<>();
    for (Map.Entry<String, Long> one : causes.differing().entrySet()) {
      fields.add(words.of("told.differs.field", words.of("field." + one.getKey()), one.getValue()));
    }
    return words.of(
        "told.differs",
        causes.differingRows(),
        tally.of(RowEnding.SKIPPED_EXISTING),
        words.list(fields));
  }

  private void listSteps(List<RunCauses.Cause> all) {
    ReportContext.Commands commands = about.commands();
    long again = tally.of(RowEnding.FAILED) + tally.of(RowEnding.NOT_ATTEMPTED);
    long mend = tally.of(RowEnding.REJECTED_PHOTO) + tally.of(RowEnding.REJECTED_ROW);
    if (stopped() || mend == 0 && again > 0) {
      step(words.of("step.again"), commands.again());
    }
    long rows = 0;
    long photos = 0;
    long special = 0;
    List<Advice.Step> own = new ArrayList<>();
    for (RunCauses.Cause cause : all) {
      if (cause.kind() == RunCauses.Kind.CODE) {
        rows += cause.todo() == RequiredAction.ROW ? cause.rows() : 0;
        photos += cause.todo() == RequiredAction.PHOTO ? cause.rows() : 0;
      } else {
        special += cause.rows();
        own.add(ownStep(cause));
      }
    }
    boolean first = special >= rows + photos;
    steps.addAll(first ? own : List.of());
    if (rows + photos > 0) {
      step(fix(rows, photos), commands.same());
    }
    steps.addAll(first ? List.of() : own);
    if (rows > 0 && !isOfReport()) {
      Path rejected = folder.resolve(RejectedRowsFile.TEXT);
      step(words.of("step.rejected", rejected), commands.mended(rejected));
    }
  }

  /** Whether the list is itself the file of refused rows of an earlier report. */
  private boolean isOfReport() {
    return about.roster().equals(RejectedRowsFile.TEXT)
        || about.roster().equals(RejectedRowsFile.BOOK);
  }

  /** What mends a cause that has a command of its own. */
  private Advice.Step ownStep(RunCauses.Cause cause) {
    ReportContext.Commands commands = about.commands();
    if (cause.kind() == RunCauses.Kind.PLACES) {
      return new Advice.Step(words.of("step.create"), commands.creatingMissing());
    }
    String text = zerosLost() ? words.of("step.zeros") : words.of("step.rename");
    return new Advice.Step(text, commands.same());
  }

  private String fix(long rows, long photos) {
    if (rows == 0) {
      return words.of("step.fix.photos");
    }
    return photos == 0
        ? words.of("step.fix", about.roster())
        : words.of("step.fix.both", about.roster());
  }

  private boolean zerosLost() {
    return about.list().near().stream().anyMatch(ListFindings.NearPhoto::zeros);
  }

  /** Of what is no list there is no other file to be fixed. */
  private void otherSteps() {
    ReportContext.Commands commands = about.commands();
    long mend = tally.of(RowEnding.REJECTED_PHOTO) + tally.of(RowEnding.REJECTED_ROW);
    long again = tally.of(RowEnding.FAILED) + tally.of(RowEnding.NOT_ATTEMPTED);
    Path rejected = folder.resolve(RejectedRowsFile.TEXT);
    if (stopped() || mend == 0 && again > 0) {
      step(words.of("step.again"), commands.again());
    } else if (PageHead.beside(facts) > 0 && mend == 0) {
      step(words.of("step.short"), commands.again());
    }
    if (mend > 0) {
      step(words.of("step.mend", rejected), commands.mended(rejected));
    }
  }

  private void decide() {
    if (tally.of(RowEnding.Group.REVIEW) > 0) {
      Path book = folder.resolve(ConflictsFileWriter.BOOK);
      String command = about.commands().decided(folder);
      step(words.of(command.isEmpty() ? "step.decide" : "step.decide.run", book), command);
    }
  }

  private void step(String text, String command) {
    steps.add(new Advice.Step(text, command));
  }
}
