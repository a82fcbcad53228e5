package dev.senselink.batch.job.run;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.api.ErrorCodes;
import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.StopCause;
import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.api.organisation.Company;
import dev.senselink.batch.api.organisation.DepartmentNode;
import dev.senselink.batch.api.organisation.Group;
import dev.senselink.batch.api.organisation.OrganisationCalls;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.enrol.lookup.ServerGroups;
import dev.senselink.batch.enrol.lookup.ServerPlaces;
import dev.senselink.batch.enrol.row.UnansweredException;
import dev.senselink.batch.job.SettingsMismatchException;
import dev.senselink.batch.job.StoppedException;
import dev.senselink.batch.job.intake.FirstPass;
import dev.senselink.batch.language.DisplayLanguage;
import dev.senselink.batch.roster.cell.GroupName;
import dev.senselink.batch.roster.cell.GroupsCell;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the preflight learnt of the server: whose it is, its departments and groups.
 *
 * @param address host and port
 * @param type whom this is about: 1 staff, 2 guest; the groups are theirs
 * @param places departments and groups as they were at the start
 */
public record ServerPreflight(String address, Company company, int type, ServerPlaces places) {

  /**
   * Asks the server who it is.
   *
   * @param address how the server is called
   * @param type 1 staff, 2 guest
   * @throws StoppedException if it does not answer as needed, with the reason in words
   */
  public static ServerPreflight ask(RetryingClient server, String address, int type) {
    Company company = need(server, server.ask(OrganisationCalls.company()), words("asked.company"));
    return new ServerPreflight(address, company, type, places(server, company, type));
  }

  /** The same server's side for another kind of people, read anew. */
  public ServerPreflight of(RetryingClient server, int otherType) {
    return new ServerPreflight(address, company, otherType, places(server, company, otherType));
  }

  /** Reads departments and groups anew. */
  ServerPlaces reread(RetryingClient server) {
    return places(server, company, type);
  }

  private static ServerPlaces places(RetryingClient server, Company company, int type) {
    List<Group> groups =
        need(server, server.ask(OrganisationCalls.groups(0)), words("asked.groups"));
    DepartmentNode tree =
        need(server, server.ask(OrganisationCalls.departments()), words("asked.departments"));
    return new ServerPlaces(server, type, company.name(), groups, tree);
  }

  /** Departments and groups the roster names and the server lacks. */
  public MissingPlaceCreator.Missing missing(FirstPass.Result roster) {
    try {
      return MissingPlaceCreator.find(places, roster.departments(), roster.groups());
    } catch (UnansweredException e) {
      throw new StoppedException(
          words("untold", words("asked.departments.which"), e.reply().words()));
    }
  }

  public static <T> T need(RetryingClient server, Reply<T> reply, String what) {
    if (reply instanceof Reply.Answer<T> answer) {
      return answer.value();
    }
    StopCause cause = server.stopCause();
    if (cause != null) {
      throw StoppedException.of(cause);
    }
    throw new StoppedException(
        reply instanceof Reply.Refusal<?> refusal
            ? words("untold.remedy", what, reply.words(), ErrorCodes.remedy(refusal.code()))
            : words("untold", what, reply.words()));
  }

  /**
   * The ids new people join when their row names no group.
   *
   * @param option the value of {@code --groups}, {@code null} if it was not given
   * @throws SettingsMismatchException if they cannot be told
   */
  public List<Long> defaultGroups(@Nullable String option) {
    if (option == null) {
      return standardGroup();
    }
    if (option.equals("none")) {
      return List.of();
    }
    List<GroupName> names = GroupsCell.parse(option.replace(',', ';')).groups();
    ServerGroups.GroupIds ids = places.groups().of(names);
    if (ids instanceof ServerGroups.GroupIds.Known known) {
      return known.ids();
    }
    throw new SettingsMismatchException(
        words("groups.wrong", ((ServerGroups.GroupIds.Unknown) ids).finding().reason(), list()));
  }

  private List<Long> standardGroup() {
    List<Group> found = places.groups().defaults();
    if (found.size() == 1) {
      return List.of(found.get(0).id());
    }
    throw new SettingsMismatchException(
        found.isEmpty() ? noStandardGroup() : severalStandardGroups());
  }

  private String noStandardGroup() {
    return words(
        type == Person.GUEST ? "groups.standard.noVisitors" : "groups.standard.noStaff", list());
  }

  private String severalStandardGroups() {
    return words(
        type == Person.GUEST ? "groups.standard.manyVisitors" : "groups.standard.manyStaff",
        list());
  }

  private String list() {
    List<String> names = places.groups().inWords();
    return names.isEmpty() ? words("groups.none") : DisplayLanguage.list(names);
  }
}
