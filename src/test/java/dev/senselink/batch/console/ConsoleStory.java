package dev.senselink.batch.console;

import dev.senselink.batch.fixture.Browser;
import dev.senselink.batch.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Path;

/** A console with a practice server, and somebody signed in who works in it with a browser. */
final class ConsoleStory extends ConsolePage {
  private final PracticeConsole practice;

  ConsoleStory(Path folder, PracticeConsole.Opening opening) throws IOException {
    this(new PracticeConsole(folder, opening));
  }

  private ConsoleStory(PracticeConsole practice) {
    super(practice.console(), practice.console().signInAddress());
    this.practice = practice;
  }

  /** One of which pictures are taken. */
  ConsoleStory(Path folder, PracticeConsole.Opening opening, Browser withWindows)
      throws IOException {
    this(new PracticeConsole(folder, opening), withWindows);
  }

  private ConsoleStory(PracticeConsole practice, Browser browser) {
    super(practice.console(), practice.console().signInAddress(), browser);
    this.practice = practice;
  }

  Sandbox server() {
    return practice.server();
  }

  /** See {@link PracticeConsole#data}. */
  Path data() {
    return practice.data();
  }

  /** See {@link PracticeConsole#file}. */
  Path file(String name, String text) throws IOException {
    return practice.file(name, text);
  }

  /** See {@link PracticeConsole#typed}. */
  String typed(int exit, String... words) {
    return practice.typed(exit, words);
  }

  /** See {@link PracticeConsole#person}. */
  long person(String name) {
    return practice.person(name);
  }

  @Override
  public void close() {
    super.close();
    practice.close();
  }
}
