package dev.senselink.batch.cli.console;

import static dev.senselink.batch.cli.console.CliMessages.words;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import dev.senselink.batch.disk.TrustedFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Sets up the log: to standard error, and to a file only its owner can read. */
public final class LogConfiguration {
  private static final String PATTERN = "%d{HH:mm:ss} %-5level %logger{0}: %msg%n%nopex";

  /** Loggers that print what travels: parameters of statements, bytes and addresses of requests. */
  private static final List<String> NEVER =
      List.of(
          "org.springframework.jdbc",
          "org.springframework.transaction",
          "org.springframework.web",
          "org.springframework.http",
          "org.springframework.security",
          "com.zaxxer.hikari",
          "hsqldb.db",
          "org.hsqldb",
          "org.eclipse.jetty");

  private LogConfiguration() {}

  /**
   * Sets it up as a command's options say. A command that is watched leaves that of its process as
   * it is: for the moment of a reset every logger would write all that it can, and others are at
   * work.
   */
  public static void configure(OutputOptions options) {
    if (CommandWatch.here() != null) {
      return;
    }
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(level(options.logLevel));
    ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
    console.setTarget("System.err");
    attach(root, console, null, context);
    if (options.logFile != null) {
      attach(root, new OutputStreamAppender<>(), privateFile(options.logFile), context);
    }
    libraries();
    for (String name : NEVER) {
      context.getLogger(name).setLevel(Level.ERROR);
    }
    // Batch logs whole stack traces of what the program tells better itself.
    context.getLogger("org.springframework.batch").setLevel(Level.OFF);
    // What is wrong with a broker, or on the way there, is told by whoever waits for it.
    context.getLogger("org.apache.activemq").setLevel(Level.OFF);
    context.getLogger("io.netty").setLevel(Level.OFF);
    // What is wrong with a workbook is told in one line, with what to do.
    context.getLogger("org.apache.poi").setLevel(Level.OFF);
  }

  /** Some libraries log by Java's own means, which would print beside the door. */
  private static void libraries() {
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
  }

  private static void attach(
      Logger root,
      OutputStreamAppender<ILoggingEvent> appender,
      @Nullable OutputStream stream,
      LoggerContext context) {
    VisibleLogLayout layout = new VisibleLogLayout();
    layout.setContext(context);
    layout.setPattern(PATTERN);
    layout.start();
    LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
    encoder.setContext(context);
    encoder.setLayout(layout);
    encoder.setCharset(StandardCharsets.UTF_8); // as all that the program says
    encoder.start();
    appender.setContext(context);
    appender.setEncoder(encoder);
    if (stream != null) {
      appender.setOutputStream(stream);
    }
    appender.start();
    root.addAppender(appender);
  }

  /**
   * The level of {@code --log-level}.
   *
   * @throws UsageException if it is none
   */
  static Level level(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "error" -> Level.ERROR;
      case "warn" -> Level.WARN;
      case "info" -> Level.INFO;
      case "debug" -> Level.DEBUG;
      case "trace" -> Level.TRACE;
      default -> throw new UsageException(words("option.logLevel", name));
    };
  }

  private static OutputStream privateFile(Path file) {
    try {
      return TrustedFile.append(file);
    } catch (IOException e) {
      throw new UsageException(words("option.logFile", file, FileErrorMessages.words(file, e)));
    }
  }
}
