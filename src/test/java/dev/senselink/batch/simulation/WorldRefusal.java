package dev.senselink.batch.simulation;

import org.jspecify.annotations.Nullable;

/** The server says no: a code of the manual, and what comes with it. */
final class WorldRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  final int code;
  final transient @Nullable Object data;

  WorldRefusal(int code, @Nullable Object data) {
    super("code " + code, null, false, false);
    this.code = code;
    this.data = data;
  }
}
