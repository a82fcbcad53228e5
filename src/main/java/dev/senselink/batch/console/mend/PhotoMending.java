package dev.senselink.batch.console.mend;

import dev.senselink.batch.console.look.LookFailedException;
import dev.senselink.batch.console.mend.MendedPhotos.Made;
import dev.senselink.batch.roster.Roster;
import dev.senselink.batch.roster.RowCorrection;
import dev.senselink.batch.roster.corrections.CorrectionsDraft;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The photo of a row of a list: shown, replaced, turned, cut to the face. One thread at a time
 * changes it.
 */
public final class PhotoMending {
  private final MendPlace place;
  private final MendedPhotos photos;

  public PhotoMending(MendPlace place) {
    this.place = place;
    this.photos = new MendedPhotos(place);
  }

  private CorrectionsDraft draft() {
    try (Roster list = place.open()) {
      return new CorrectionsDraft(place.corrections(), list.shape());
    }
  }

  /** A row with what is corrected in it. */
  private record Found(ProblemRow row, RowCorrection corrected) {}

  private Optional<Found> find(CorrectionsDraft draft, long line) throws IOException {
    ProblemIndex index = new ProblemIndex(place);
    ProblemRow row = index.exists() ? index.find(line).orElse(null) : null;
    if (row == null) {
      return Optional.empty();
    }
    try (CorrectionsDraft.Reader corrections = draft.read()) {
      return Optional.of(new Found(row, corrections.of(line)));
    }
  }

  /**
   * A photo as a page shows it: one that the row was given is shown as it will be sent.
   *
   * @param original whether it is the one that was found for the row, whatever it was given since
   * @return {@code null} if there is none
   * @throws LookFailedException if it cannot be shown
   */
  public byte @Nullable [] shown(long line, boolean original) throws IOException {
    Found found = find(draft(), line).orElse(null);
    if (found == null) {
      return null;
    }
    String given = found.corrected().photo();
    if (given != null && !original) {
      return photos.kept(given);
    }
    Optional<String> path = photos.original(found.row());
    return path.isPresent() ? photos.shown(path.get()) : null;
  }

  /** What can be done with the photo of a row. */
  public enum Deed {
    /** By a quarter, clockwise. */
    TURN,
    CUT,
    /** As it was found for the row. */
    BACK
  }

  /**
   * Does it.
   *
   * @return false if the list has no such row or photo any more
   * @throws LookFailedException with the reason if it cannot be done
   */
  public boolean does(Deed deed, long line, String hash) throws IOException {
    CorrectionsDraft draft = draft();
    Found found = find(draft, line).filter(one -> one.row().rowHash().equals(hash)).orElse(null);
    if (found == null) {
      return false;
    }
    if (deed == Deed.BACK) {
      return store(draft, found, null);
    }
    Optional<Made> made = photos.of(found.row(), found.corrected());
    if (made.isEmpty()) {
      return false;
    }
    Made next = deed == Deed.TURN ? made.get().turned() : made.get().cutOut();
    return store(draft, found, photos.make(next));
  }

  /**
   * Gives a row another photo.
   *
   * @param sent its file, which is taken away
   * @return false if the list has no such row any more
   * @throws LookFailedException with the reason if it cannot be used
   */
  public boolean replace(long line, String hash, Path sent) throws IOException {
    CorrectionsDraft draft = draft();
    Found found = find(draft, line).filter(one -> one.row().rowHash().equals(hash)).orElse(null);
    if (found == null) {
      return false;
    }
    Made made = photos.take(sent);
    try {
      return store(draft, found, photos.make(made));
    } catch (LookFailedException e) {
      photos.forget(made);
      throw e;
    }
  }

  private boolean store(CorrectionsDraft draft, Found found, @Nullable String photo)
      throws IOException {
    ProblemRow row = found.row();
    draft.change(
        List.of(new CorrectionsDraft.Change(row.line(), row.rowHash(), was -> was.showing(photo)))
            .iterator(),
        place.beforeChange());
    return true;
  }
}
