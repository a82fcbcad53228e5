package dev.senselink.batch.console.account;

import java.util.Locale;

/** What somebody may do in the console; each may also do what those before it may. */
public enum Role {
  /** Reads, but no ID numbers. */
  VIEWER,

  /** Imports, decides, and runs jobs. */
  OPERATOR,

  /** All of it. */
  ADMIN;

  /** As it is typed and kept. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
