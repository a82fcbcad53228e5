package dev.senselink.batch.api.transport;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

/**
 * Silences the HTTP, web socket and mail libraries for good: at some levels they log whole
 * requests, signature, names, passwords and photos included. A filter rather than a level, because
 * a level could be set again.
 */
public final class LibraryLogFilter extends TurboFilter {
  private static final List<String> LIBRARIES =
      List.of(
          "org.apache.hc.",
          "org.java_websocket.",
          "org.eclipse.angus.",
          "jakarta.mail",
          "sun.net.www.protocol.http.");
  private static final LibraryLogFilter FILTER = new LibraryLogFilter();

  private LibraryLogFilter() {}

  /** Cheap, and called before every request: resetting the logging drops its filters. */
  public static void ensure() {
    ILoggerFactory factory = LoggerFactory.getILoggerFactory();
    if (factory instanceof LoggerContext context
        && !context.getTurboFilterList().contains(FILTER)) {
      install(context);
    }
  }

  private static synchronized void install(LoggerContext context) {
    if (!context.getTurboFilterList().contains(FILTER)) {
      FILTER.start();
      context.addTurboFilter(FILTER);
    }
  }

  @Override
  public FilterReply decide(
      @Nullable Marker marker,
      Logger logger,
      Level level,
      @Nullable String format,
      Object @Nullable [] parameters,
      @Nullable Throwable trouble) {
    for (String library : LIBRARIES) { // asked by every line that anybody might log
      if (logger.getName().startsWith(library)) {
        return FilterReply.DENY;
      }
    }
    return FilterReply.NEUTRAL;
  }
}
