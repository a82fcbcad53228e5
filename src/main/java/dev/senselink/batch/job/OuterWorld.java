package dev.senselink.batch.job;

import dev.senselink.batch.machine.Machine;

/**
 * What is outside of the program and a run works on: all of it may be another one, so that a run
 * can be played.
 */
public record OuterWorld(Machine machine) {
  /** The world as it is. */
  public static OuterWorld real() {
    return new OuterWorld(Machine.real());
  }
}
