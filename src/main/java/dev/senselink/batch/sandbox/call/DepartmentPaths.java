package dev.senselink.batch.sandbox.call;

/** Under which paths departments are served; the manual prints both (NOTES 75). */
public enum DepartmentPaths {
  BOTH,
  V1_ONLY,
  V2_ONLY;

  public boolean serves(boolean v1) {
    return this == BOTH || (this == V1_ONLY) == v1;
  }
}
