package dev.senselink.batch.job.report;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.api.ErrorCodes;
import dev.senselink.batch.job.ApplySettings;
import dev.senselink.batch.job.FollowUpCommand;
import dev.senselink.batch.job.ImportSettings;
import dev.senselink.batch.job.RestoreSettings;
import dev.senselink.batch.job.UndoCommandSettings;
import dev.senselink.batch.job.intake.FirstPass;
import dev.senselink.batch.job.intake.RosterInput;
import dev.senselink.batch.job.intake.RosterIntake;
import dev.senselink.batch.job.run.MissingPlaceCreator;
import dev.senselink.batch.language.DisplayLanguage;
import dev.senselink.batch.ledger.Run;
import dev.senselink.batch.photo.folder.PhotoPlaces;
import dev.senselink.batch.report.CodeExplanations;
import dev.senselink.batch.report.ListFindings;
import dev.senselink.batch.report.ReportContext;
import dev.senselink.batch.report.ReportPictures;
import dev.senselink.batch.report.RowFaults;
import dev.senselink.batch.roster.cell.DepartmentCell;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gathers what the report's page tells beside the outcomes. */
public final class ReportContextBuilder {
  /** For the thumbnails of a run that came to its end. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Whoever pressed Ctrl-C waits for the report. */
  private static final Duration HURRY = Duration.ofSeconds(5);

  private ReportContextBuilder() {}

  /**
   * Of a run whose roster has just been read.
   *
   * @param missing what the roster names and the server lacked before the first row
   * @param plan the plan that was written, {@code null} for none
   */
  public static ReportContext of(
      ImportSettings settings,
      RosterIntake intake,
      String company,
      MissingPlaceCreator.Missing missing,
      ReportPictures pictures,
      @Nullable String stopReason,
      @Nullable Path plan) {
    FirstPass.Result read = intake.result();
    List<String> warnings = new ArrayList<>(read.shape().warnings());
    warnings.addAll(read.warnings());
    Path photos = intake.photos().location();
    return new ReportContext(
        DisplayLanguage.language(),
        company,
        intake.input().displayName(),
        photos.toString(),
        stopReason,
        read.shape().unknown(),
        warnings,
        unclaimed(read),
        read.unclaimed().count(),
        findings(intake, missing),
        RowFaults.offline(intake.input().settings()),
        pictures,
        stopReason == null ? PATIENCE : HURRY,
        ReportContextBuilder::meaning,
        commands(settings, intake.roster(), photos, plan));
  }

  /**
   * Of decisions that were carried out.
   *
   * @param next what to run after it; {@code conflicts} is the file they stood in
   */
  public static ReportContext ofDecisions(
      FollowUpCommand next,
      Path conflicts,
      RosterInput roster,
      Run run,
      ReportPictures pictures,
      @Nullable String stopReason) {
    return withoutReading(
        new Names(run.companyName(), roster.displayName(), run.photos()),
        stopReason,
        List.of(),
        pictures,
        stopReason == null ? PATIENCE : HURRY,
        new SameAgain(next.deciding(conflicts), next));
  }

  /**
   * Of a restore.
   *
   * @param backup what messages call the backup
   */
  public static ReportContext ofRestore(
      RestoreSettings settings,
      String backup,
      Run run,
      ReportPictures pictures,
      @Nullable String stopReason) {
    return withoutReading(
        new Names(run.companyName(), backup, run.photos()),
        stopReason,
        List.of(),
        pictures,
        stopReason == null ? PATIENCE : HURRY,
        new SameAgain(settings.next().again(), settings.next()));
  }

  /**
   * Of an undo.
   *
   * @param target the run that is undone
   */
  public static ReportContext ofUndo(
      UndoCommandSettings settings, Run target, Run run, @Nullable String stopReason) {
    return withoutReading(
        new Names(run.companyName(), target.id(), ""),
        stopReason,
        List.of(),
        ReportPictures.none(),
        Duration.ZERO,
        new OnlyAgain(settings.next().again(), ""));
  }

  /**
   * Of what an undo would do.
   *
   * @param beside whole sentences about what would be done beside the people
   * @param plan the plan that was written, {@code null} for none
   */
  public static ReportContext ofUndoPlan(
      UndoCommandSettings settings,
      Run target,
      List<String> beside,
      ReportPictures pictures,
      @Nullable String stopReason,
      @Nullable Path plan) {
    return withoutReading(
        new Names(target.companyName(), target.id(), ""),
        stopReason,
        beside,
        pictures,
        stopReason == null ? PATIENCE : HURRY,
        new OnlyAgain(settings.next().again(), plan == null ? "" : settings.next().applying(plan)));
  }

  /** One command tries everything again, and nothing is to be decided in a file. */
  private record OnlyAgain(String again, String applying) implements ReportContext.Commands {
    @Override
    public String mended(Path rejected) {
      return again;
    }

    @Override
    public String decided(Path conflicts) {
      return "";
    }
  }

  /**
   * Of a check of photos that belong to no roster.
   *
   * @param others whole sentences about the files that are no photos
   */
  public static ReportContext ofPhotos(
      String company,
      Path photos,
      ReportPictures pictures,
      List<String> others,
      @Nullable String stopReason) {
    return withoutReading(
        new Names(company, String.valueOf(photos.getFileName()), photos.toString()),
        stopReason,
        others,
        pictures,
        stopReason == null ? PATIENCE : HURRY,
        ReportContext.Commands.none());
  }

  /**
   * Of an earlier run, of which only what the ledger holds is known.
   *
   * @param made what it was to do; {@code null} where nobody knows, and nothing is given to type
   */
  public static ReportContext ofEarlier(Run run, String roster, @Nullable ImportSettings made) {
    Path photos = made == null ? null : photos(made);
    return withoutReading(
        new Names(run.companyName(), roster, photos == null ? run.photos() : photos.toString()),
        run.stopReason().isEmpty() ? null : run.stopReason(),
        List.of(),
        ReportPictures.none(),
        Duration.ZERO,
        made == null || photos == null
            ? ReportContext.Commands.none()
            : commands(made, made.roster().toAbsolutePath().normalize(), photos, null));
  }

  /** Where the import has looked for them. */
  private static Path photos(ImportSettings made) {
    Path named = made.photos();
    return named == null ? PhotoPlaces.beside(made.roster()) : named;
  }

  /** What the page calls them. */
  private record Names(String company, String roster, String photos) {}

  /** Of anything for which no roster was read from end to end first. */
  private static ReportContext withoutReading(
      Names names,
      @Nullable String stopReason,
      List<String> warnings,
      ReportPictures pictures,
      Duration patience,
      ReportContext.Commands commands) {
    return new ReportContext(
        DisplayLanguage.language(),
        names.company(),
        names.roster(),
        names.photos(),
        stopReason,
        List.of(),
        warnings,
        List.of(),
        0,
        ListFindings.NONE,
        RowFaults.none(),
        pictures,
        patience,
        ReportContextBuilder::meaning,
        commands);
  }

  /** One command tries everything again, with the rows and photos that were mended too. */
  private record SameAgain(String again, FollowUpCommand next) implements ReportContext.Commands {
    @Override
    public String mended(Path rejected) {
      return again;
    }

    @Override
    public String decided(Path conflicts) {
      return next.deciding(conflicts);
    }
  }

  private static ListFindings findings(RosterIntake intake, MissingPlaceCreator.Missing missing) {
    FirstPass.Result read = intake.result();
    List<String> unclaimed = read.unclaimed().first();
    return new ListFindings(
        missing.departmentPaths().stream().map(DepartmentCell::write).toList(),
        missing.groupNames(),
        read.unclaimed().count(),
        read.photosFound(),
        unclaimed.isEmpty() ? "" : unclaimed.get(0),
        read.near().stream()
            .map(
                near ->
                    new ListFindings.NearPhoto(
                        near.photo().path(), near.line(), near.photo().key(), near.photo().zeros()))
            .toList(),
        intake.photos().pictures().count() > 0,
        read.shape().otherLists(),
        true);
  }

  /** Each with the row whose photo it may be. */
  private static List<String> unclaimed(FirstPass.Result read) {
    Map<String, FirstPass.NearPhoto> near = new HashMap<>();
    read.near().forEach(one -> near.put(one.photo().path(), one));
    return read.unclaimed().first().stream()
        .map(
            path -> {
              FirstPass.NearPhoto one = near.get(path);
              return one == null ? path : words("photo.near", path, one.photo().key(), one.line());
            })
        .toList();
  }

  /** Nothing can be decided about a dry run: the ledger has no such run. */
  private static ReportContext.Commands commands(
      ImportSettings settings, Path roster, Path photos, @Nullable Path plan) {
    FollowUpCommand next = settings.next();
    // The list's own folder is taken without those below it as long as nobody names it.
    boolean own = settings.photos() == null && photos.equals(roster.getParent());
    Path said = own ? null : photos;
    return new ReportContext.Commands() {
      @Override
      public String mended(Path rejected) {
        return next.importing(rejected, photos, false);
      }

      @Override
      public String again() {
        return settings.command().equals(ApplySettings.COMMAND)
            ? next.again()
            : next.importing(roster, said, true);
      }

      @Override
      public String applying() {
        return plan == null ? "" : next.applying(plan);
      }

      @Override
      public String same() {
        return next.sameOf(roster, said, List.of());
      }

      @Override
      public String pairing(Path pairs) {
        return settings.corrections() == null // else those would be given up for the pairs
            ? next.sameOf(roster, said, List.of("--photo-pairs", pairs.toString()))
            : "";
      }

      @Override
      public String revoking() {
        List<String> list =
            settings.list() == null
                ? List.of("--list", "staff", "--new-list", "--leavers", "revoke")
                : List.of("--leavers", "revoke");
        return next.importingWith(roster, said, list);
      }

      @Override
      public String creatingMissing() {
        return next.importingWith(roster, said, List.of("--create-missing"));
      }

      @Override
      public String updating() {
        return next.importingWith(roster, said, List.of("--on-existing", "update"));
      }

      @Override
      public String ofSheet(String sheet) {
        return next.importingWith(roster, said, List.of("--sheet", sheet));
      }

      @Override
      public String decided(Path conflicts) {
        return settings.mode().dryRun() ? "" : next.deciding(conflicts);
      }
    };
  }

  private static Optional<CodeExplanations.Explanation> meaning(String code) {
    if (!code.matches("\\d{1,9}")) {
      return Optional.empty();
    }
    int number = Integer.parseInt(code);
    return Optional.of(
        ErrorCodes.knowsQuality(number)
            ? new CodeExplanations.Explanation(
                ErrorCodes.qaMeaning(number), ErrorCodes.qaRemedy(number))
            : new CodeExplanations.Explanation(
                ErrorCodes.meaning(number), ErrorCodes.remedy(number)));
  }
}
