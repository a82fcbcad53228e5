package dev.senselink.batch.simulation;

/** Which spelling of the three fields a server takes (NOTES 30). */
enum FieldSpelling {
  /** Each call as its page prints it. */
  PRINTED,
  BOTH,
  CAMEL,
  SNAKE,
  /** Neither: for scenarios only. */
  NONE;

  boolean takesCamel(boolean update) {
    return this == BOTH || this == CAMEL || (this == PRINTED && !update);
  }

  boolean takesSnake(boolean update) {
    return this == BOTH || this == SNAKE || (this == PRINTED && update);
  }
}
