package dev.senselink.batch.cli.console;

import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.senselink.batch.language.VisibleText;

/** The one door to the log: an event is one line, and nothing in it is obeyed by a terminal. */
final class VisibleLogLayout extends PatternLayout {
  @Override
  public String doLayout(ILoggingEvent event) {
    return VisibleText.line(super.doLayout(event).stripTrailing()) + System.lineSeparator();
  }
}
