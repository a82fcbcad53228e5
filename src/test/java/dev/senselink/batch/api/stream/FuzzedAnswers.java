package dev.senselink.batch.api.stream;

import dev.senselink.batch.api.Call;
import dev.senselink.batch.api.Clients;
import dev.senselink.batch.api.ScriptedServer;
import dev.senselink.batch.api.client.SenseLinkClient;
import dev.senselink.batch.api.organisation.OrganisationCalls;
import dev.senselink.batch.api.people.ListUsers;
import dev.senselink.batch.api.people.PeopleCalls;
import dev.senselink.batch.api.records.AccessRecord;
import dev.senselink.batch.api.records.ListRecords;
import dev.senselink.batch.api.records.RecordFilter;
import dev.senselink.batch.api.transport.TlsTrust;
import dev.senselink.batch.fuzz.FuzzedInput;
import dev.senselink.batch.machine.Machine;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import org.java_websocket.enums.Role;
import org.java_websocket.exceptions.IncompleteHandshakeException;
import org.java_websocket.exceptions.InvalidDataException;

/** What a server, or whoever stands in its place, may answer. */
public final class FuzzedAnswers {
  private FuzzedAnswers() {}

  /** Whatever comes over the wire, head included, for calls that read each in their own way. */
  public static FuzzedInput http() {
    return new FuzzedInput() {
      private final AtomicReference<byte[]> answer = new AtomicReference<>(new byte[0]);
      private final ScriptedServer server =
          ScriptedServer.start(
              request ->
                  (out, socket, closed) -> {
                    out.write(answer.get());
                    out.flush();
                    return false;
                  });

      @Override
      public List<byte[]> seeds() {
        return List.of(
            whole("{\"code\":200,\"message\":\"ok\",\"data\":{\"id\":7,\"name\":\"A\"}}"),
            whole(
                "{\"code\":200,\"data\":{\"total\":1,\"pageNum\":1,\"totalPage\":1,\"data\":[{\"id\":7,"
                    + "\"type\":1,\"name\":\"Ana\",\"groupList\":[{\"id\":1,\"name\":\"g\"}],"
                    + "\"signTime\":1764000000}]}}"),
            whole("{\"code\":30002,\"desc\":\"x\",\"data\":[{\"id\":1}]}"),
            whole("<html>"),
            ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nDate: Wed, 08 May 2019 16:00:00 GMT\r\n"
                    + "Retry-After: 5\r\n\r\n5\r\n{\"a\":\r\n2\r\n1}\r\n0\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
      }

      private byte[] whole(String body) {
        return ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                + body.length()
                + "\r\n\r\n"
                + body)
            .getBytes(StandardCharsets.US_ASCII);
      }

      @Override
      public void read(byte[] input, Path scratch) {
        answer.set(input);
        for (Call<?> call :
            List.of(
                OrganisationCalls.company(),
                ListUsers.byId(7),
                OrganisationCalls.groups(0),
                new ListRecords(RecordFilter.everything(), 1, 10, true),
                OrganisationCalls.departments(),
                PeopleCalls.createUser(Clients.ana()))) {
          try (SenseLinkClient client = Clients.to(server, Duration.ofSeconds(5))) {
            String unused = client.send(call).words();
          }
        }
        try (SenseLinkClient client = Clients.to(server, Duration.ofSeconds(5))) {
          String unused = client.streamPeople(person -> person.toString()).words();
        }
      }
    };
  }

  /** The server's agreement and its frames, and what a message says. */
  public static FuzzedInput push() {
    SSLContext trusted = TlsTrust.context(Clients.settings(URI.create("http://127.0.0.1:1")));
    return new FuzzedInput() {
      @Override
      public List<byte[]> seeds() {
        return List.of(
            ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Accept: x\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII),
            "{\"code\":30000,\"data\":{\"id\":7,\"type\":1,\"signTime\":1764000000,\"userName\":\"A\"}}"
                .getBytes(StandardCharsets.UTF_8),
            "{\"code\":20000}".getBytes(StandardCharsets.UTF_8),
            new byte[] {(byte) 0x81, 2, '{', '}'});
      }

      @Override
      public void read(byte[] input, Path scratch) throws Exception {
        frames(input);
        PushConnection line =
            new PushConnection(
                Machine.real(),
                URI.create("ws://127.0.0.1:1/"),
                trusted,
                Duration.ofSeconds(1),
                new Nobody());
        line.onMessage(new String(input, StandardCharsets.UTF_8));
        line.onMessage(ByteBuffer.wrap(input));
      }

      private void frames(byte[] input) {
        BoundedPushHandshake protocol = new BoundedPushHandshake(PushConnection.LONGEST_MESSAGE);
        protocol.setParseMode(Role.CLIENT);
        try {
          protocol.translateHandshake(ByteBuffer.wrap(input));
        } catch (InvalidDataException | IncompleteHandshakeException e) {
          String unused = e.getMessage(); // the library ends the connection with it
        }
        try {
          protocol.translateFrame(ByteBuffer.wrap(input));
        } catch (InvalidDataException e) {
          String unused = e.getMessage();
        }
      }
    };
  }

  /** Hears everything and keeps nothing. */
  private static final class Nobody implements PushListener {
    @Override
    public void connected() {}

    @Override
    public void record(AccessRecord record) {
      String unused = record.toString();
    }

    @Override
    public void unread() {}

    @Override
    public void cut(String why) {}
  }
}
