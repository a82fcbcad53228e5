package dev.senselink.batch.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.api.SecretText;
import dev.senselink.batch.api.ServerSettings;
import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.api.client.SenseLinkClient;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.sandbox.Sandbox;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Somebody stops a delete while it keeps how people were: it ends as stopped. */
class StoppedDeletionTest {

  /** Somebody stops while the photo of the first one is fetched: nobody is read after that. */
  private record StopAtPhoto(RetryingClient server) implements ChangeKeeper {
    @Override
    public boolean keeps() {
      return true;
    }

    @Override
    public void fetch(String avatarId) {
      server.halt();
    }

    @Override
    public String deletes(Person person) {
      return "";
    }

    @Override
    public void leaves(Person person, long group) {}

    @Override
    public void dropped(long person) {}
  }

  @Test
  void a_stop_while_somebody_is_read_ends_all_of_it() {
    try (Sandbox sandbox = Sandbox.start();
        SenseLinkClient client =
            SenseLinkClient.open(
                ServerSettings.of(
                    sandbox.url(), sandbox.appKey(), SecretText.of(sandbox.appSecret())))) {
      long ana = sandbox.addPerson(1, Map.of("name", "Ana"), null);
      long bo = sandbox.addPerson(1, Map.of("name", "Bo"), null);
      RetryingClient server = new RetryingClient(client, RetryingClient.Patience.standard());

      BulkResult told =
          new PeopleDirectory(server)
              .deletion(List.of(ana, bo), Person.STAFF, new StopAtPhoto(server))
              .carryOut();

      assertThat(told.stopped()).as("or it would end as if all had been tried").isNotBlank();
      assertThat(told.failed())
          .extracting(BulkResult.Failed::code)
          .containsExactly("NOT_ATTEMPTED", "NOT_ATTEMPTED");
      assertThat(told.failed().get(1).reason()).isNotEqualTo(told.failed().get(0).reason());
      assertThat(sandbox.people()).hasSize(2);
    }
  }
}
