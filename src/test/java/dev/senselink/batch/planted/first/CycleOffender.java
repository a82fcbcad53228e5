package dev.senselink.batch.planted.first;

import dev.senselink.batch.planted.second.CyclePartner;

/** Planted: a room that needs another, which needs it. */
public final class CycleOffender {
  private CycleOffender() {}

  public static CyclePartner partner() {
    return new CyclePartner();
  }
}
