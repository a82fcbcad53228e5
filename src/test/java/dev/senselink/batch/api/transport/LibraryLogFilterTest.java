package dev.senselink.batch.api.transport;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import dev.senselink.batch.api.Clients;
import dev.senselink.batch.api.ScriptedServer;
import dev.senselink.batch.api.client.SenseLinkClient;
import dev.senselink.batch.api.organisation.OrganisationCalls;
import dev.senselink.batch.api.people.ListUsers;
import dev.senselink.batch.api.people.PeopleCalls;
import dev.senselink.batch.api.people.UserFields;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Whatever the log level: no signature, no names, no photos. */
class LibraryLogFilterTest {
  private static final String NAME = "Zacharias-the-Secret";
  private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
  private final Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final Level before = root.getLevel();
  private final ListAppender<ILoggingEvent> seen = new ListAppender<>();

  @BeforeEach
  void listenToEverything() {
    seen.start();
    root.detachAndStopAllAppenders();
    root.addAppender(seen);
    root.setLevel(Level.TRACE);
  }

  @AfterEach
  void listenNoMore() {
    root.detachAppender(seen);
    root.setLevel(before);
    wire().forEach(logger -> logger.setLevel(null));
  }

  @Test
  void at_trace_level_nothing_is_said_that_must_not_be_said() {
    try (ScriptedServer server =
            ScriptedServer.answering(
                ScriptedServer.json("{\"code\":200,\"data\":{\"id\":7,\"name\":\"" + NAME + "\"}}"),
                ScriptedServer.json("{\"code\":30001,\"message\":\"" + NAME + "\"}"),
                ScriptedServer.cut("{\"code\":200,\"data\":{\"name\":\"" + NAME + "\"}}", 40),
                ScriptedServer.silence());
        SenseLinkClient client = Clients.to(server, Duration.ofSeconds(2))) {
      wire().forEach(logger -> logger.setLevel(Level.TRACE));

      UserFields fields = UserFields.named(NAME).mobile("13800000000").build();
      for (int i = 0; i < 4; i++) {
        client.send(PeopleCalls.createUser(fields));
        wire().forEach(logger -> logger.setLevel(Level.TRACE));
      }
      client.send(ListUsers.by(ListUsers.Filter.NAME, NAME));

      assertThat(said()).contains("create a person: 200 in ", "create a person: 30001 in ");
      assertThat(said())
          .doesNotContain(NAME, "13800000000", Clients.KEY, Clients.SECRET, "sign=", "app_key");
    }
  }

  @Test
  void a_logging_that_was_set_up_anew_is_silenced_anew() {
    try (ScriptedServer server = ScriptedServer.answering("{\"code\":200,\"data\":{\"id\":7}}");
        SenseLinkClient client = Clients.to(server)) {
      client.send(OrganisationCalls.company());
      context.resetTurboFilterList();

      client.send(OrganisationCalls.company());

      assertThat(said()).doesNotContain(Clients.KEY);
    }
  }

  private List<Logger> wire() {
    return List.of(
        context.getLogger("org.apache.hc"),
        context.getLogger("org.apache.hc.client5.http"),
        context.getLogger("org.apache.hc.client5.http.wire"),
        context.getLogger("org.apache.hc.client5.http.headers"),
        context.getLogger("org.apache.hc.client5.http.impl.classic"));
  }

  private String said() {
    StringBuilder said = new StringBuilder();
    for (ILoggingEvent event : List.copyOf(seen.list)) {
      said.append(event.getFormattedMessage()).append('\n');
      if (event.getThrowableProxy() != null) {
        said.append(ThrowableProxyUtil.asString(event.getThrowableProxy())).append('\n');
      }
    }
    return said.toString();
  }
}
