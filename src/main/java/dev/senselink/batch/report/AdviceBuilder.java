package dev.senselink.batch.report;

import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.OutcomeTally;
import dev.senselink.batch.outcome.RowEnding;
import dev.senselink.batch.roster.corrections.PhotoPairs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Works out what a run comes to and what to do next, from its causes. */
final class AdviceBuilder {
  private static final int NAMED = 10;
  private static final int PAIRS = 3;
  private static final int CAUSES = 5;
  private static final String NO_PHOTO = "PHOTO_NOT_FOUND";

  /** Of a row that is not as its plan says any more. */
  private static final String STALE = "PLAN_STALE";

  /** Here a better photo under the same name would change nothing. */
  private static final Set<String> OF_NO_BAD_PHOTO =
      Set.of(NO_PHOTO, "PHOTO_AMBIGUOUS", "PHOTO_SHARED", "PHOTO_OUTSIDE");

  private final PageTexts words;
  private final RunFacts facts;
  private final ReportContext about;
  private final OutcomeTally tally;
  private final RunCauses causes;
  private final Path folder;
  private final List<String> told = new ArrayList<>();
  private final List<String> others = new ArrayList<>();
  private final List<Advice.Step> steps = new ArrayList<>();

  /** Rows whose causes are too many to be told one by one. */
  private long further;

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
    if (further > 0) {
      others.add(words.of("told.cause.others", further));
    }
    if (causes.differingRows() > 0) {
      told.add(differs());
    }
    if (!about.list().otherSheets().isEmpty()) {
      told.add(words.of("told.sheets", words.list(about.list().otherSheets())));
    }
    if (ofPlan()) {
      planSteps(all);
    } else if (ofList()) {
      listSteps(all);
    } else {
      otherSteps();
    }
    decide();
    if (all.stream().anyMatch(cause -> cause.todo() == RequiredAction.DOUBT)) {
      boolean sent = ofList() && !facts.dryRun();
      String update = sent ? about.commands().updating() : "";
      step(words.of(sent ? "step.doubt.sent" : "step.doubt"), update);
    }
    String apply = about.commands().applying();
    if (!apply.isEmpty()) {
      step(words.of("step.apply"), apply);
    } else if (facts.dryRun() && tally.of(RowEnding.VALID) > 0 && !stopped()) {
      step(words.of("step.real"), about.commands().again());
    }
    if (causes.differingRows() > 0 && !stopped() && !ofPlan()) {
      step(words.of("step.differs"), about.commands().updating());
    }
    if (!facts.dryRun() && !stopped() && !ofPlan()) {
      for (String sheet : about.list().otherSheets()) {
        step(words.of("step.sheet", sheet), about.commands().ofSheet(sheet));
      }
    }
    return new Advice(told, others, steps);
  }

  private boolean ofList() {
    return facts.job().startsWith("import-") || facts.job().startsWith("validate-");
  }

  private boolean ofPlan() {
    return facts.job().equals("apply");
  }

  /** A plan is carried out again, or made again: what it held back is not imported by the way. */
  private void planSteps(List<RunCauses.Cause> all) {
    if (stopped() || tally.of(RowEnding.FAILED) + tally.of(RowEnding.NOT_ATTEMPTED) > 0) {
      step(words.of("step.again"), about.commands().again());
    }
    long mend = tally.of(RowEnding.REJECTED_PHOTO) + tally.of(RowEnding.REJECTED_ROW);
    if (mend > 0 || all.stream().anyMatch(cause -> cause.example().code().equals(STALE))) {
      step(words.of("step.replan", about.roster()), about.commands().same());
    }
  }

  private boolean stopped() {
    return about.stopReason() != null || facts.status().equals("STOPPED");
  }

  private void tell(RunCauses.Cause cause) {
    switch (cause.kind()) {
      case PLACES -> told.add(words.of("told.places", cause.rows(), places()));
      case PHOTO_NAMES -> told.add(photoNames(cause));
      case PHOTO_PLACE -> told.add(words.of("told.photos.nowhere", cause.rows(), about.photos()));
      default -> {
        // What was not reached, or cut short, is told by how the run ended.
        boolean ended = cause.example().ending() == RowEnding.NOT_ATTEMPTED;
        if (others.size() < CAUSES && !ended) {
          others.add(
              words.of(
                  "told.cause",
                  words.problem(cause.example(), about.codes()).meaning(),
                  cause.rows()));
        } else if (!ended) {
          further += cause.rows();
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
      again();
    }
    long rows = 0;
    long photos = 0;
    long special = 0;
    List<RunCauses.Cause> ofPhotos = new ArrayList<>();
    List<Advice.Step> own = new ArrayList<>();
    for (RunCauses.Cause cause : all) {
      if (cause.kind() == RunCauses.Kind.CODE) {
        rows += cause.todo() == RequiredAction.ROW ? cause.rows() : 0;
        if (cause.todo() == RequiredAction.PHOTO) {
          photos += cause.rows();
          ofPhotos.add(cause);
        }
      } else {
        special += cause.rows();
        own.add(ownStep(cause));
      }
    }
    if (all.stream().anyMatch(cause -> cause.example().code().equals(Outcome.APPEARED_MEANWHILE))) {
      step(words.of("step.look"), "");
    }
    if (all.stream().anyMatch(cause -> cause.example().code().equals(Outcome.HAS_DOORS))) {
      step(words.of("step.revoke"), commands.revoking());
    }
    boolean first = special >= rows + photos;
    steps.addAll(first ? own : List.of());
    if (rows + photos > 0) {
      step(fix(rows, all, ofPhotos), commands.same());
    }
    steps.addAll(first ? List.of() : own);
    // No other file takes the pictures along that lie in the cells of the list.
    if (rows > 0 && !isOfReport() && !about.list().picturesInCells()) {
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
      return spoken(words.of("step.create"), commands.creatingMissing());
    }
    if (cause.kind() == RunCauses.Kind.PHOTO_PLACE) {
      return spoken(words.of("step.place"), commands.same());
    }
    Path pairs = folder.resolve(PhotoPairs.FILE);
    String pairing = zerosLost() || !Files.exists(pairs) ? "" : commands.pairing(pairs);
    return pairing.isEmpty()
        ? spoken(words.of(zerosLost() ? "step.zeros" : "step.rename"), commands.same())
        : spoken(words.of("step.pairs", pairs), pairing);
  }

  private String fix(long rows, List<RunCauses.Cause> all, List<RunCauses.Cause> photos) {
    boolean dates =
        all.stream()
            .filter(cause -> cause.todo() == RequiredAction.ROW)
            .allMatch(cause -> cause.example().code().equals("BAD_DATE"));
    if (rows > 0 && dates && photos.isEmpty()) {
      return words.of("step.fix.dates", about.roster()); // one option mends them all at once
    }
    if (rows > 0) {
      return words.of(photos.isEmpty() ? "step.fix" : "step.fix.both", about.roster());
    }
    Set<String> codes = photos.stream().map(c -> c.example().code()).collect(Collectors.toSet());
    if (codes.equals(Set.of(NO_PHOTO))) {
      return words.of("step.fix.photos.missing");
    }
    return words.of(
        Collections.disjoint(codes, OF_NO_BAD_PHOTO) ? "step.fix.photos" : "step.fix.photos.each");
  }

  /** What is checked is not continued, and must not become an import by being checked again. */
  private void again() {
    if (facts.dryRun()) {
      step(words.of("step.again.dry"), about.commands().same());
    } else if (about.stopReason() == null && stopped()) {
      step(words.of("step.again.limit"), about.commands().again());
    } else {
      step(words.of("step.again"), about.commands().again());
    }
  }

  /** Whether it is what happened to most of them. */
  private boolean zerosLost() {
    List<ListFindings.NearPhoto> near = about.list().near();
    return near.stream().filter(ListFindings.NearPhoto::zeros).count() * 2 > near.size();
  }

  /** Of what is no list there is no other file to be fixed. */
  private void otherSteps() {
    ReportContext.Commands commands = about.commands();
    long mend = tally.of(RowEnding.REJECTED_PHOTO) + tally.of(RowEnding.REJECTED_ROW);
    long again = tally.of(RowEnding.FAILED) + tally.of(RowEnding.NOT_ATTEMPTED);
    Path rejected = folder.resolve(RejectedRowsFile.TEXT);
    boolean planned = facts.dryRun() && facts.job().equals("undo");
    if (stopped() || mend == 0 && again > 0) {
      step(words.of(planned ? "step.again.dry" : "step.again"), commands.again());
    } else if (PageHead.beside(facts) > 0 && mend == 0 && !planned) {
      step(words.of("step.short"), commands.again());
    }
    if (mend > 0) {
      step(words.of("step.mend", rejected), commands.mended(rejected));
    }
  }

  private void decide() {
    long unclear =
        causes.all().stream()
            .filter(cause -> cause.example().code().equals(Outcome.STATUS_UNCLEAR))
            .mapToLong(RunCauses.Cause::rows)
            .sum();
    if (unclear > 0) {
      step(words.of("step.status"), about.commands().same());
    }
    if (tally.of(RowEnding.Group.REVIEW) > unclear) {
      Path book = folder.resolve(ConflictsFileWriter.BOOK);
      String command = about.commands().decided(folder);
      if (facts.dryRun()) {
        step(words.of("step.decide.dry"), ""); // of it nothing is kept that could be decided about
        return;
      }
      step(words.of(command.isEmpty() ? "step.decide" : "step.decide.run", book), command);
    }
  }

  private void step(String text, String command) {
    steps.add(spoken(text, command));
  }

  /**
   * A report that is made again may not know the command: nothing is announced that is not told.
   */
  private Advice.Step spoken(String text, String command) {
    boolean announces = text.endsWith(":") || text.endsWith("：");
    return new Advice.Step(
        announces && command.isEmpty() ? words.of("step.typed", text) : text, command);
  }
}
