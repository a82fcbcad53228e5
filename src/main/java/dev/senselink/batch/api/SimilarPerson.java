package dev.senselink.batch.api;

/**
 * The person whose face is like the one sent (code 30002).
 *
 * @param id the person's id; 0 if the server named none
 * @param name blank if the server named none
 * @param avatarId the image's id, blank if there is none
 * @param canForce whether the server says that {@code force=1} may succeed
 */
public record SimilarPerson(long id, String name, String avatarId, boolean canForce) {
  /** Without the name: it may end in a log. */
  @Override
  public String toString() {
    return "person " + id;
  }
}
