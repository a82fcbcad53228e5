package dev.senselink.batch.simulation;

import dev.senselink.batch.enrol.row.EnrolmentSettings.OnExisting;
import dev.senselink.batch.enrol.row.EnrolmentSettings.OnSimilar;
import dev.senselink.batch.job.ImportSettings.Lookup;

/**
 * The command that a history is about, and how it is given.
 *
 * @param guests visitors rather than staff
 * @param groups {@code --groups}, {@code ""} for the default group
 * @param timeoutSeconds {@code --timeout}
 * @param tries {@code --tries}
 * @param slots {@code --concurrency}
 * @param removeEnded guests only
 * @param spring through Spring Batch rather than by the plain runner
 */
record SimTask(
    boolean guests,
    OnExisting onExisting,
    OnSimilar onSimilar,
    Lookup lookup,
    String groups,
    boolean allowNoPhoto,
    boolean eraseUnknownIdNumber,
    int timeoutSeconds,
    int tries,
    int slots,
    boolean removeEnded,
    boolean spring) {
  /** Staff, what is there is left alone. */
  static SimTask staff() {
    return new SimTask(
        false,
        OnExisting.SKIP,
        OnSimilar.REVIEW,
        Lookup.AUTO,
        "",
        false,
        false,
        30,
        8,
        3,
        false,
        false);
  }

  /** Visitors, what is there is brought up to date. */
  static SimTask visitors() {
    return new SimTask(
        true,
        OnExisting.UPDATE,
        OnSimilar.REVIEW,
        Lookup.AUTO,
        "",
        false,
        false,
        30,
        8,
        3,
        false,
        false);
  }

  SimTask updating() {
    return policies(OnExisting.UPDATE, onSimilar);
  }

  SimTask policies(OnExisting existing, OnSimilar similar) {
    return new SimTask(
        guests,
        existing,
        similar,
        lookup,
        groups,
        allowNoPhoto,
        eraseUnknownIdNumber,
        timeoutSeconds,
        tries,
        slots,
        removeEnded,
        spring);
  }

  SimTask lookingUp(Lookup how) {
    return new SimTask(
        guests,
        onExisting,
        onSimilar,
        how,
        groups,
        allowNoPhoto,
        eraseUnknownIdNumber,
        timeoutSeconds,
        tries,
        slots,
        removeEnded,
        spring);
  }

  SimTask intoGroups(String names) {
    return new SimTask(
        guests,
        onExisting,
        onSimilar,
        lookup,
        names,
        allowNoPhoto,
        eraseUnknownIdNumber,
        timeoutSeconds,
        tries,
        slots,
        removeEnded,
        spring);
  }

  SimTask patience(int timeout, int most, int inFlight) {
    return new SimTask(
        guests,
        onExisting,
        onSimilar,
        lookup,
        groups,
        allowNoPhoto,
        eraseUnknownIdNumber,
        timeout,
        most,
        inFlight,
        removeEnded,
        spring);
  }

  SimTask careless(boolean noPhoto, boolean eraseIdNumbers) {
    return new SimTask(
        guests,
        onExisting,
        onSimilar,
        lookup,
        groups,
        noPhoto,
        eraseIdNumbers,
        timeoutSeconds,
        tries,
        slots,
        removeEnded,
        spring);
  }

  SimTask removing() {
    return new SimTask(
        guests,
        onExisting,
        onSimilar,
        lookup,
        groups,
        allowNoPhoto,
        eraseUnknownIdNumber,
        timeoutSeconds,
        tries,
        slots,
        true,
        spring);
  }

  SimTask throughSpring(boolean really) {
    return new SimTask(
        guests,
        onExisting,
        onSimilar,
        lookup,
        groups,
        allowNoPhoto,
        eraseUnknownIdNumber,
        timeoutSeconds,
        tries,
        slots,
        removeEnded,
        really);
  }

  int type() {
    return guests ? PersonState.GUEST : PersonState.STAFF;
  }
}
