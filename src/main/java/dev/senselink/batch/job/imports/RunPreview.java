package dev.senselink.batch.job.imports;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.job.ImportSettings;
import dev.senselink.batch.job.JobProgress;
import dev.senselink.batch.job.intake.RosterIntake;
import dev.senselink.batch.job.run.MissingPlaceCreator;
import dev.senselink.batch.job.run.ServerPreflight;
import dev.senselink.batch.language.DisplayLanguage;
import dev.senselink.batch.photo.folder.PhotoPlaces;
import dev.senselink.batch.roster.RosterColumn;
import dev.senselink.batch.roster.RosterShape;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says before the first row what was understood and where it goes. */
final class RunPreview {
  private static final int MOST = 20;

  private RunPreview() {}

  /**
   * Tells the user.
   *
   * @param site {@code null} offline
   * @param groups the groups of rows that name none
   * @return what the roster names and the server lacks; where it is created, only what is needed
   */
  static MissingPlaceCreator.Missing tell(
      JobProgress progress,
      ImportSettings settings,
      RosterIntake intake,
      @Nullable ServerPreflight site,
      List<Long> groups) {
    RosterShape shape = intake.shape();
    progress.say(roster(intake, shape));
    progress.say(
        words(
            "told.columns",
            DisplayLanguage.list(
                shape.columns().entrySet().stream()
                    .map(e -> headers(shape, e) + " = " + e.getKey().header())
                    .toList())));
    if (!shape.ignored().isEmpty()) {
      progress.say(words("told.ignored", list(shape.ignored())));
    }
    shape.warnings().forEach(w -> progress.say(words("warning", w)));
    intake.result().warnings().forEach(w -> progress.say(words("warning", w)));
    progress.say(
        words(
            "told.photos",
            intake.result().photosFound(),
            intake.photos().count(),
            intake.photos().location()));
    if (intake.photos().pictures().count() > 0) {
      progress.say(words("told.pictures", intake.photos().pictures().count()));
    }
    if (settings.photos() == null) {
      tellOthers(progress, intake);
    }
    return site == null
        ? MissingPlaceCreator.Missing.NOTHING
        : tellSite(progress, settings, intake, site, groups);
  }

  /** Where photos lie in several places beside the roster, one is taken. */
  private static void tellOthers(JobProgress progress, RosterIntake intake) {
    Path folder = intake.roster().getParent();
    List<String> others =
        (folder == null ? List.<Path>of() : PhotoPlaces.in(folder))
            .stream().skip(1).map(place -> String.valueOf(place.getFileName())).toList();
    if (!others.isEmpty()) {
      progress.say(words("told.photos.others", list(others)));
    }
  }

  /** A name may stand in several columns. */
  private static String headers(RosterShape shape, Map.Entry<RosterColumn, Integer> column) {
    return column.getKey() == RosterColumn.NAME && !shape.nameParts().isEmpty()
        ? shape.nameParts().stream().map(shape.headers()::get).collect(Collectors.joining(" + "))
        : shape.headers().get(column.getValue());
  }

  private static String roster(RosterIntake intake, RosterShape shape) {
    String name = intake.input().displayName();
    int rows = intake.result().rows();
    return shape.sheet().isEmpty()
        ? words(
            "told.roster.csv",
            name,
            shape.format(),
            shape.encoding(),
            shape.delimiter(),
            shape.headerLine(),
            rows)
        : words("told.roster.sheet", name, shape.format(), shape.sheet(), shape.headerLine(), rows);
  }

  private static MissingPlaceCreator.Missing tellSite(
      JobProgress progress,
      ImportSettings settings,
      RosterIntake intake,
      ServerPreflight site,
      List<Long> groups) {
    progress.say(words("told.server", site.address(), site.company().name(), site.company().id()));
    progress.say(
        groups.isEmpty()
            ? words("told.groups.none")
            : words(
                "told.groups",
                DisplayLanguage.list(groups.stream().map(site.places().groups()::named).toList())));
    MissingPlaceCreator.Missing missing = site.missing(intake.result());
    return settings.policies().createMissing()
        ? NeededPlaces.of(missing, settings, intake)
        : missing;
  }

  /**
   * Tells what becomes of missing departments and groups.
   *
   * @param missing those that are looked at: of a plan only its own
   */
  static void tell(
      JobProgress progress, ImportSettings settings, MissingPlaceCreator.Missing missing) {
    if (!missing.isEmpty()) {
      String names = list(inWords(missing));
      progress.say(
          settings.policies().createMissing()
              ? words("told.missing.created", names)
              : words("told.missing", names));
    }
  }

  private static List<String> inWords(MissingPlaceCreator.Missing missing) {
    return Stream.concat(
            missing.departmentPaths().stream()
                .map(path -> words("told.department", String.join("/", path))),
            missing.groupNames().stream().map(name -> words("told.group", name)))
        .toList();
  }

  private static String list(Collection<String> names) {
    String first = DisplayLanguage.list(names.stream().limit(MOST).toList());
    int more = names.size() - MOST;
    return more > 0 ? words("told.more", first, more) : first;
  }
}
