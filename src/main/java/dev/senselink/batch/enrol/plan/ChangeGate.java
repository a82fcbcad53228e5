package dev.senselink.batch.enrol.plan;

import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.api.people.UserFields;
import dev.senselink.batch.enrol.row.RowTask;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.photo.Photo;
import org.jspecify.annotations.Nullable;

/**
 * Is asked when all is known of what a row is about to change, and nothing has left yet. Safe
 * between threads.
 */
public interface ChangeGate {
  /** Everything may be done: an ordinary run. */
  ChangeGate OPEN = new ChangeGate() {};

  /**
   * Somebody is about to be created.
   *
   * @return how the row ends instead; {@code null} where it may go on
   */
  default @Nullable Outcome create(RowTask task, UserFields fields, @Nullable Photo photo) {
    return null;
  }

  /** The same of an update. */
  default @Nullable Outcome update(RowTask task, ProposedUpdate update) {
    return null;
  }

  /**
   * Nothing of the row differs from somebody who is there.
   *
   * @return how the row ends instead; {@code null} where it is unchanged
   */
  default @Nullable Outcome unchanged(RowTask task, Person there) {
    return null;
  }

  /**
   * Somebody is about to be deleted.
   *
   * @param now as just read
   * @return how the row ends instead; {@code null} where it may go on
   */
  default @Nullable Outcome delete(RowTask task, Person now) {
    return null;
  }

  /** The same of somebody who is about to be put into groups, or taken out of some. */
  default @Nullable Outcome groups(RowTask task, ProposedMove move) {
    return null;
  }

  /** How somebody who was just read is once all is done that was asked about before. */
  default Person foreseen(Person now) {
    return now;
  }

  /**
   * Whether a photo counts by which nobody knows whether a lost write of the row has left it there:
   * then it is compared with the row's own before anything is asked here.
   */
  default boolean comparesPhotos() {
    return false;
  }

  /** Whether the server may be told that a photo it finds similar is meant all the same. */
  default boolean mayForce() {
    return true;
  }

  /**
   * Whether nobody was expected to be the row's person, so that whoever is has to be read and
   * compared.
   */
  default boolean expectsNobody(RowTask task) {
    return false;
  }
}
