package dev.senselink.batch.sandbox.call;

/**
 * Which spelling of department, area code and entry time the server takes (NOTES 30). The other one
 * is dropped without a word.
 */
public enum AcceptedSpelling {
  /** {@code departmentId} and {@code department_id} alike. */
  BOTH(true, true, true, true),
  /** As the manual prints them: camelCase on create, snake_case on update. */
  AS_PRINTED(true, false, false, true),
  CAMEL_ONLY(true, false, true, false),
  SNAKE_ONLY(false, true, false, true),
  /** Neither: the three fields can never be set. */
  NONE(false, false, false, false);

  private final boolean camelOnCreate;
  private final boolean snakeOnCreate;
  private final boolean camelOnUpdate;
  private final boolean snakeOnUpdate;

  AcceptedSpelling(
      boolean camelOnCreate, boolean snakeOnCreate, boolean camelOnUpdate, boolean snakeOnUpdate) {
    this.camelOnCreate = camelOnCreate;
    this.snakeOnCreate = snakeOnCreate;
    this.camelOnUpdate = camelOnUpdate;
    this.snakeOnUpdate = snakeOnUpdate;
  }

  public boolean takesCamel(boolean create) {
    return create ? camelOnCreate : camelOnUpdate;
  }

  public boolean takesSnake(boolean create) {
    return create ? snakeOnCreate : snakeOnUpdate;
  }
}
