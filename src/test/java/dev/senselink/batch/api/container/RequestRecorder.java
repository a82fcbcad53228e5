package dev.senselink.batch.api.container;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** What the applications of one container were asked; found by them through a name. */
public final class RequestRecorder implements AutoCloseable {
  /** The parameter of the web application that holds the recorder's name. */
  static final String PARAMETER = "recorder";

  private static final Map<String, RequestRecorder> ALL = new ConcurrentHashMap<>();

  private final String name = UUID.randomUUID().toString();
  private final List<DecodedRequest> requests = new CopyOnWriteArrayList<>();
  private volatile String answer = "{\"code\":200,\"message\":\"好\",\"data\":{\"id\":7}}";

  RequestRecorder() {
    ALL.put(name, this);
  }

  static RequestRecorder named(String name) {
    return ALL.get(name);
  }

  public String name() {
    return name;
  }

  void answerWith(String json) {
    answer = json;
  }

  /** Keeps a request and returns the answer to it. */
  byte[] record(DecodedRequest request) {
    requests.add(request);
    return answer.getBytes(StandardCharsets.UTF_8);
  }

  List<DecodedRequest> requests() {
    return requests;
  }

  DecodedRequest last() {
    return requests.get(requests.size() - 1);
  }

  @Override
  public void close() {
    ALL.remove(name);
  }
}
