package dev.senselink.batch.simulation;

import dev.senselink.batch.enrol.row.EnrolmentSettings.Accepted;
import dev.senselink.batch.enrol.row.EnrolmentSettings.OnExisting;
import dev.senselink.batch.enrol.row.EnrolmentSettings.OnSimilar;
import dev.senselink.batch.job.ImportSettings.Lookup;
import dev.senselink.batch.roster.RowChoice;
import java.util.Set;

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
 * @param accepted what a user has said goes on all the same
 * @param choice {@code --left-when} and {@code --rows-where}
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
    boolean spring,
    Accepted accepted,
    RowChoice choice) {
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
        false,
        Accepted.NOTHING,
        RowChoice.ALL);
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
        false,
        Accepted.NOTHING,
        RowChoice.ALL);
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
        spring,
        accepted,
        choice);
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
        spring,
        accepted,
        choice);
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
        spring,
        accepted,
        choice);
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
        spring,
        accepted,
        choice);
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
        spring,
        accepted,
        choice);
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
        spring,
        accepted,
        choice);
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
        really,
        accepted,
        choice);
  }

  /** {@code --accept-stored}. */
  SimTask accepting(String... fields) {
    return accepting(new Accepted(Set.of(fields)));
  }

  SimTask accepting(Accepted what) {
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
        spring,
        what,
        choice);
  }

  /** {@code --left-when} and {@code --rows-where}, as they are typed. */
  SimTask choosing(String leftWhen, String where) {
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
        spring,
        accepted,
        RowChoice.parse(leftWhen, where));
  }

  int type() {
    return guests ? PersonState.GUEST : PersonState.STAFF;
  }
}
