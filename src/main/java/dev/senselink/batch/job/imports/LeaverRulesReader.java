package dev.senselink.batch.job.imports;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.disk.TrustedFile;
import dev.senselink.batch.enrol.leavers.LeaverRules;
import dev.senselink.batch.enrol.lookup.ServerGroups;
import dev.senselink.batch.enrol.lookup.ServerPlaces;
import dev.senselink.batch.enrol.row.UnansweredException;
import dev.senselink.batch.job.LeaverSettings;
import dev.senselink.batch.job.RosterListSettings;
import dev.senselink.batch.job.SettingsMismatchException;
import dev.senselink.batch.job.StoppedException;
import dev.senselink.batch.language.DisplayLanguage;
import dev.senselink.batch.roster.cell.DepartmentCell;
import dev.senselink.batch.roster.cell.GroupName;
import dev.senselink.batch.roster.cell.GroupsCell;
import dev.senselink.batch.table.CleanText;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns what was typed about leavers into what a server has: groups and departments by id. */
final class LeaverRulesReader {
  private static final String DEPARTMENT = "department=";
  private static final String GROUP = "group=";

  private final ServerPlaces places;
  private final boolean rosterIsCut;

  /** For what was typed alone, whatever the roster's file looks like. */
  LeaverRulesReader(ServerPlaces places) {
    this(places, false);
  }

  LeaverRulesReader(ServerPlaces places, boolean rosterIsCut) {
    this.places = places;
    this.rosterIsCut = rosterIsCut;
  }

  /**
   * The rules; {@code null} where leavers are nobody's business.
   *
   * @throws SettingsMismatchException if a file, a group or a department is not there: nothing is
   *     sent
   * @throws StoppedException if the server did not tell whether a department is there
   */
  @Nullable LeaverRules read(@Nullable RosterListSettings list) {
    LeaverSettings typed = list == null ? null : list.leavers();
    if (typed == null) {
      return null;
    }
    List<Long> departments = new ArrayList<>();
    List<Long> groups = new ArrayList<>();
    for (String place : typed.of()) {
      if (place.startsWith(DEPARTMENT)) {
        departments.addAll(department(place.substring(DEPARTMENT.length())));
      } else {
        groups.addAll(group("--leavers-of", place.substring(GROUP.length())));
      }
    }
    List<Long> kept =
        typed.keepGroups().stream().flatMap(name -> group("--keep-group", name).stream()).toList();
    return new LeaverRules(
        typed.action(),
        typed.maxShrink(),
        typed.most(),
        typed.grace(),
        typed.absentFor(),
        lines(typed.keep()),
        kept,
        departments,
        groups,
        rosterIsCut);
  }

  private static List<String> lines(@Nullable Path file) {
    if (file == null) {
      return List.of();
    }
    try {
      return TrustedFile.text(file, TrustedFile.SETTINGS)
          .lines()
          .map(CleanText::of)
          .filter(line -> !line.isEmpty())
          .toList();
    } catch (CharacterCodingException e) {
      throw new SettingsMismatchException(words("keep.encoding", file));
    } catch (IOException e) {
      throw new SettingsMismatchException(words("keep.none", file));
    }
  }

  private List<Long> group(String option, String name) {
    List<GroupName> names = GroupsCell.parse(name).groups();
    ServerGroups.GroupIds ids = places.groups().of(names);
    if (ids instanceof ServerGroups.GroupIds.Known known && !known.ids().isEmpty()) {
      return known.ids();
    }
    throw new SettingsMismatchException(
        words("keep.noGroup", option, name, DisplayLanguage.list(places.groups().inWords())));
  }

  private List<Long> department(String path) {
    try {
      ServerPlaces.Found found = places.department(DepartmentCell.parse(path));
      if (found.id() == null) {
        throw new SettingsMismatchException(words("keep.noDepartment", path));
      }
      return places.withBelow(found.id());
    } catch (UnansweredException e) {
      throw new StoppedException(
          words("untold", words("asked.departments.which"), e.reply().words()));
    }
  }
}
