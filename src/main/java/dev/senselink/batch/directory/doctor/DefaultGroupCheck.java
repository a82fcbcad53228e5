package dev.senselink.batch.directory.doctor;

import static dev.senselink.batch.directory.DirectoryMessages.words;

import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.ServerSettings;
import dev.senselink.batch.api.client.SenseLinkClient;
import dev.senselink.batch.api.organisation.Group;
import dev.senselink.batch.api.organisation.OrganisationCalls;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.language.DisplayLanguage;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether new people of either kind can join a group by default; nothing is changed. */
public final class DefaultGroupCheck {
  private static final String NONE = "none";

  private DefaultGroupCheck() {}

  /**
   * What is wrong with a default.
   *
   * @param names separated by commas, or {@code none}
   * @return empty where imports of staff as of visitors would take it
   */
  public static Optional<String> fault(ServerSettings server, String names) {
    if (names.equals(NONE)) {
      return Optional.empty();
    }
    try (SenseLinkClient client = SenseLinkClient.open(server)) {
      Reply<List<Group>> reply = client.send(OrganisationCalls.groups(0));
      return reply instanceof Reply.Answer<List<Group>> answer
          ? Stream.of(names.split(","))
              .map(String::strip)
              .flatMap(name -> fault(name, answer.value()).stream())
              .findFirst()
          : Optional.of(reply.words());
    }
  }

  private static Optional<String> fault(String name, List<Group> all) {
    boolean staff = isThere(name, Person.STAFF, all);
    if (staff && isThere(name, Person.GUEST, all)) {
      return Optional.empty();
    }
    String known = DisplayLanguage.list(all.stream().map(Group::name).distinct().toList());
    return Optional.of(
        staff || isThere(name, Person.GUEST, all)
            ? words("defaultGroup.oneKind", name)
            : words("defaultGroup.unknown", name, known));
  }

  private static boolean isThere(String name, int type, List<Group> all) {
    return all.stream().anyMatch(group -> group.type() == type && group.name().equals(name));
  }
}
