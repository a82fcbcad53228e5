package dev.senselink.batch.planted;

import picocli.CommandLine;

/** Planted: knows a library outside its home. */
public final class LibraryOffender {
  private LibraryOffender() {}

  public static CommandLine line() {
    return new CommandLine(new Object());
  }
}
