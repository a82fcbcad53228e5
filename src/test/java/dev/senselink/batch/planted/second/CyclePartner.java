package dev.senselink.batch.planted.second;

import dev.senselink.batch.planted.first.CycleOffender;

/** Planted: the other half of the cycle. */
public final class CyclePartner {
  public CyclePartner back() {
    return CycleOffender.partner();
  }
}
