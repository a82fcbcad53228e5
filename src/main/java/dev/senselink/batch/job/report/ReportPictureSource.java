package dev.senselink.batch.job.report;

import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.api.people.FetchImage;
import dev.senselink.batch.api.people.ListUsers;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.enrol.row.FaceNotes;
import dev.senselink.batch.machine.Machine;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.photo.FaceFindings;
import dev.senselink.batch.photo.InMemoryPhotoFile;
import dev.senselink.batch.photo.Photo;
import dev.senselink.batch.photo.PhotoEngine;
import dev.senselink.batch.photo.PhotoFile;
import dev.senselink.batch.photo.PhotoLimits;
import dev.senselink.batch.photo.face.FaceBoxPainter;
import dev.senselink.batch.photo.face.FaceCheckingEngine;
import dev.senselink.batch.photo.folder.PhotoFolder;
import dev.senselink.batch.report.ReportPictures;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The report's pictures: of the photos folder, and of people on the server while it answers. */
public final class ReportPictureSource implements ReportPictures {
  private final Function<String, PhotoFile> photos;
  private final PhotoEngine engine;
  private final PhotoLimits sent;
  private final @Nullable RetryingClient server;

  /**
   * @param sent the limits of the run: what is seen in a photo depends on its size
   * @param server asked once for each picture, {@code null} where there is none to ask
   */
  public ReportPictureSource(
      PhotoFolder photos, PhotoEngine engine, PhotoLimits sent, @Nullable RetryingClient server) {
    this(photos::file, engine, sent, server);
  }

  /**
   * @param photos the photo of a path; throws {@link NoSuchElementException} where there is none
   */
  public ReportPictureSource(
      Function<String, PhotoFile> photos,
      PhotoEngine engine,
      PhotoLimits sent,
      @Nullable RetryingClient server) {
    this.photos = photos;
    this.engine = engine;
    this.sent = sent;
    this.server = server == null ? null : server.withoutRetries();
  }

  @Override
  public Machine machine() {
    return server == null ? Machine.real() : server.machine();
  }

  @Override
  public byte @Nullable [] ofPhoto(String path, PhotoLimits limits) {
    try {
      return boxed(photos.apply(path), limits);
    } catch (NoSuchElementException gone) {
      return null;
    }
  }

  @Override
  public boolean changed(Outcome outcome) {
    return engine instanceof FaceCheckingEngine && FaceNotes.tellOfChange(outcome);
  }

  @Override
  public byte @Nullable [] ofPhotoAsSent(String path, PhotoLimits limits) {
    if (!(engine instanceof FaceCheckingEngine faces)) {
      return null;
    }
    try {
      Photo changed = faces.changed(photos.apply(path), sent);
      return changed == null ? null : small(file(changed.jpeg()), limits);
    } catch (NoSuchElementException gone) {
      return null;
    }
  }

  @Override
  public byte @Nullable [] ofPerson(long id, PhotoLimits limits) {
    if (server == null || server.stopCause() != null) {
      return null;
    }
    List<Person> found = answer(server.ask(ListUsers.byId(id)), List.of());
    String image = found.isEmpty() ? "" : found.get(0).avatarId();
    byte[] original =
        image.isEmpty() ? new byte[0] : answer(server.ask(new FetchImage(image)), new byte[0]);
    return original.length == 0 ? null : small(file(original), limits);
  }

  private static <T> T answer(Reply<T> reply, T otherwise) {
    return reply instanceof Reply.Answer<T> answer ? answer.value() : otherwise;
  }

  private byte @Nullable [] small(PhotoFile file, PhotoLimits limits) {
    return engine.withoutLook().prepare(file, limits) instanceof Photo photo ? photo.jpeg() : null;
  }

  /** With a box around each face, where something about them is in doubt. */
  private byte @Nullable [] boxed(PhotoFile file, PhotoLimits limits) {
    Photo whole = engine instanceof FaceCheckingEngine faces ? faces.whole(file, sent) : null;
    // What was prepared to be looked at need not be decoded once more.
    byte[] small = small(whole == null ? file : file(whole.jpeg()), limits);
    FaceFindings seen = whole == null ? null : whole.findings();
    if (small == null || seen == null || seen.code().isEmpty() && seen.hints().isEmpty()) {
      return small;
    }
    byte[] painted = FaceBoxPainter.paint(small, seen.faces(), limits.maxBytes());
    return painted == null ? small : painted;
  }

  private static PhotoFile file(byte[] picture) {
    return new InMemoryPhotoFile("picture", picture);
  }
}
