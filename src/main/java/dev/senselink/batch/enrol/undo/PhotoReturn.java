package dev.senselink.batch.enrol.undo;

import static dev.senselink.batch.enrol.row.EnrolmentMessages.words;

import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.enrol.context.EnrolmentContext;
import dev.senselink.batch.ledger.LastSentStore;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.before.BeforeImage;
import dev.senselink.batch.ledger.before.BeforePhotos;
import dev.senselink.batch.ledger.before.FormerPerson;
import dev.senselink.batch.ledger.before.FormerPhoto;
import dev.senselink.batch.photo.PhotoFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The photo that somebody had before a run: whether it is to be sent, and what is known then. */
public final class PhotoReturn {
  private PhotoReturn() {}

  /** Their photo is on the server again, under another image id. */
  public static void isBack(EnrolmentContext context, long person, FormerPerson was) {
    Ledger ledger = context.ledger();
    ledger.flush().join();
    LastSentStore.Sent sent = ledger.lastSent().of(person);
    if (sent.avatarId().isEmpty()) {
      return; // its answer was lost: nobody knows the id
    }
    ledger.undone().photoIsBack(person, was.avatarId(), sent.avatarId());
    if (!was.photoSha().isEmpty()) { // the file that it once was need not be sent again
      ledger
          .lastSent()
          .remember(
              person,
              new LastSentStore.Sent(
                  was.photoSha(), sent.avatarId(), sent.idSha(), sent.idCipher()));
    }
  }

  private static boolean isReadable(PhotoFile file) {
    try (InputStream in = file.open()) {
      return in.read() >= 0;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * The photo to be put back; {@code null} where it is there still, or cannot be.
   *
   * @param lost takes what cannot be put back, in words
   */
  public static @Nullable PhotoFile of(
      BeforePhotos kept, BeforeImage image, @Nullable Person now, List<String> lost) {
    FormerPerson was = image.before();
    String present = now == null ? "" : now.avatarId();
    if (was != null && was.avatarId().equals(present)) {
      return null;
    }
    FormerPhoto photo = image.photo();
    return switch (photo.state()) {
      case KEPT -> {
        PhotoFile file = new KeptPhotoFile(kept, photo.name());
        boolean needed = was != null && was.type() == Person.GUEST; // else nothing can be sent
        boolean readable = needed || isReadable(file);
        if (!readable) { // all else is put back all the same
          lost.add(words("undo.lost.photo", words("undo.lost.photoUnreadable")));
        }
        yield readable ? file : null;
      }
      case LOST -> {
        lost.add(words("undo.lost.photo", photo.why()));
        yield null;
      }
      case NONE -> {
        if (!present.isEmpty()) {
          lost.add(words("undo.lost.noPhoto"));
        }
        yield null;
      }
      case UNTOUCHED -> {
        if (now != null && present.isEmpty()) {
          lost.add(words("undo.lost.photo", words("undo.lost.photoGone")));
        }
        yield null;
      }
    };
  }
}
