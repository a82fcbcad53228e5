package dev.senselink.batch.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import dev.senselink.batch.job.StopSwitch;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class LogConfigurationTest {
  @TempDir Path folder;

  /** A scheduler's session names no encoding, and in it Java writes Chinese as question marks. */
  @Test
  void the_log_is_utf_8_whatever_the_session_says() {
    OutputOptions options = new OutputOptions();
    options.logFile = folder.resolve("log");

    LogConfiguration.configure(options);

    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    List<Charset> written = new ArrayList<>();
    context
        .getLogger(Logger.ROOT_LOGGER_NAME)
        .iteratorForAppenders()
        .forEachRemaining(appender -> written.add(charset(appender)));
    assertThat(written).hasSize(2).containsOnly(StandardCharsets.UTF_8);
  }

  /** While a log is set up anew every logger writes all it can, and others are at work. */
  @Test
  void a_command_that_is_watched_leaves_the_log_of_its_process_as_it_is() {
    OutputOptions options = new OutputOptions();
    LogConfiguration.configure(options);
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.getLogger("of.the.process").setLevel(Level.ERROR);

    new CommandWatch() {
      @Override
      protected void begins(StopSwitch stop) {}

      @Override
      protected void rows(long done, long total) {}
    }.over(
        () -> {
          LogConfiguration.configure(options);
          return 0;
        });

    assertThat(context.getLogger("of.the.process").getLevel()).isEqualTo(Level.ERROR);
  }

  private static Charset charset(Appender<ILoggingEvent> appender) {
    var encoder = ((OutputStreamAppender<ILoggingEvent>) appender).getEncoder();
    return ((LayoutWrappingEncoder<ILoggingEvent>) encoder).getCharset();
  }
}
