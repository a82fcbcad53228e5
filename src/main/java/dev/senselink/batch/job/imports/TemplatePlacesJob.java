package dev.senselink.batch.job.imports;

import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.api.client.SenseLinkClient;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.enrol.lookup.ServerPlaces;
import dev.senselink.batch.job.ConnectionSettings;
import dev.senselink.batch.job.run.ServerPreflight;
import dev.senselink.batch.roster.RosterKind;
import dev.senselink.batch.roster.template.TemplatePlaces;
import java.util.function.Consumer;

/** Asks a server which departments and groups an empty roster may offer. */
public final class TemplatePlacesJob {
  private TemplatePlacesJob() {}

  /**
   * Asks.
   *
   * @throws dev.senselink.batch.job.StoppedException if it does not answer, with the reason in
   *     words
   */
  public static TemplatePlaces ask(
      ConnectionSettings connection, RosterKind kind, Consumer<String> told) {
    int type = kind == RosterKind.GUESTS ? Person.GUEST : Person.STAFF;
    try (SenseLinkClient client = connection.open()) {
      RetryingClient server = new RetryingClient(client, connection.patience(), told);
      ServerPlaces places = ServerPreflight.ask(server, connection.address(), type).places();
      return new TemplatePlaces(places.departmentPaths(), places.groups().cells());
    }
  }
}
