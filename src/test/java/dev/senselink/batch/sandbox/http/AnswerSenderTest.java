package dev.senselink.batch.sandbox.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.sandbox.call.CallAnswer;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;

/**
 * A call is over for the sandbox before the client can know it; else the client's next call would
 * be counted beside it. A race that a real connection shows once in a thousand runs is made certain
 * here by a response that only notes what it is told.
 */
class AnswerSenderTest {
  private final List<String> order = new ArrayList<>();

  /** An object that answers these methods so, and the others with null. */
  private static <T> T standIn(Class<T> type, Map<String, Object> answers) {
    Object made =
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> answers.get(method.getName()));
    return type.cast(made);
  }

  private AnswerSender wire() {
    EndPoint endPoint = standIn(EndPoint.class, Map.of());
    Connection connection = standIn(Connection.class, Map.of("getEndPoint", endPoint));
    ConnectionMetaData data =
        standIn(ConnectionMetaData.class, Map.of("getConnection", connection));
    Request request = standIn(Request.class, Map.of("getConnectionMetaData", data));
    return new AnswerSender(request, response(), Callback.NOOP, () -> order.add("over"));
  }

  private Response response() {
    HttpFields.Mutable headers = HttpFields.build();
    Object made =
        Proxy.newProxyInstance(
            Response.class.getClassLoader(),
            new Class<?>[] {Response.class},
            (self, method, arguments) -> {
              if (method.getName().equals("write")) {
                order.add((boolean) arguments[0] ? "last byte" : "bytes");
                ((Callback) arguments[2]).succeeded();
              }
              return method.getName().equals("getHeaders") ? headers : null;
            });
    return (Response) made;
  }

  @Test
  void a_call_is_over_before_the_last_byte_of_its_answer() {
    wire().send(CallAnswer.ok());

    assertThat(order).containsExactly("over", "last byte");
  }

  @Test
  void a_list_is_over_after_its_people_and_before_its_end() {
    wire()
        .send(
            CallAnswer.streamed(
                (out, share) -> {
                  try {
                    out.write("people".getBytes(StandardCharsets.UTF_8));
                  } catch (IOException e) {
                    throw new AssertionError(e);
                  }
                }));

    assertThat(order).containsExactly("bytes", "over", "last byte");
  }

  @Test
  void a_dribbling_answer_is_over_before_its_last_piece() {
    wire().dribble(CallAnswer.file("text/plain", new byte[40]), Duration.ZERO);

    assertThat(order).containsExactly("bytes", "bytes", "over", "last byte");
  }
}
