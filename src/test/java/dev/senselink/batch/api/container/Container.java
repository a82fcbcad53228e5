package dev.senselink.batch.api.container;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/** A server somebody else wrote, with one application in it. */
public interface Container extends AutoCloseable {
  /** Who decodes: whether a filter sets UTF-8, and against what the request says. */
  enum Filter {
    NONE,
    NOT_FORCED,
    FORCED
  }

  /**
   * What is in it.
   *
   * @param contextPath of the application; "" for the root
   * @param settings of Tomcat's connector
   */
  record SetUp(
      RequestRecorder recorder,
      Filter filter,
      String contextPath,
      Map<String, String> settings,
      Path folder) {}

  /** Starts one. */
  interface Maker {
    Container start(SetUp setUp) throws Exception;
  }

  URI url();

  @Override
  void close() throws IOException;
}
