package dev.senselink.batch.enrol.before;

import static dev.senselink.batch.enrol.row.EnrolmentMessages.words;

import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.api.people.FetchImage;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.ledger.LastSentStore;
import dev.senselink.batch.ledger.before.BeforeImage;
import dev.senselink.batch.ledger.before.BeforeImage.Kind;
import dev.senselink.batch.ledger.before.ChangeBook;
import dev.senselink.batch.ledger.before.FormerPhoto;
import dev.senselink.batch.ledger.before.LastWrite;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps whom a command changes that does not take the lock: a dismissed employee does not wait for
 * the night's import. One thread.
 */
public final class DirectKeeper implements AutoCloseable {
  private final RetryingClient server;
  private final Supplier<ChangeBook> folder;
  private final boolean mayLackPhotos;
  private final String id;
  private @Nullable ChangeBook open;
  private Kind kind = Kind.DELETED;
  private FormerPhoto photo = FormerPhoto.NONE;
  private String photoOf = "";

  /**
   * @param id the command's
   * @param folder opens where they are kept; asked once, for the first person
   * @param mayLackPhotos whether people are deleted even if their photos cannot be kept
   */
  public DirectKeeper(
      RetryingClient server, String id, Supplier<ChangeBook> folder, boolean mayLackPhotos) {
    this.server = server;
    this.id = id;
    this.folder = folder;
    this.mayLackPhotos = mayLackPhotos;
  }

  /** Fetches the photo of whoever is about to be deleted, unless it is there already. */
  public void fetch(String avatarId) {
    if (photoOf.equals(avatarId)) {
      return;
    }
    photoOf = avatarId;
    if (avatarId.isBlank()) {
      photo = FormerPhoto.NONE;
      return;
    }
    Reply<byte[]> reply = server.ask(new FetchImage(avatarId));
    photo =
        reply instanceof Reply.Answer<byte[]> answer
            ? FormerPhoto.kept(folder().put(answer.value()))
            : FormerPhoto.lost(reply.words());
  }

  /**
   * Somebody is about to be deleted. All of them is on the disk when this returns.
   *
   * @param person as just read
   * @return why they must not be, in words: what is there cannot be kept; {@code ""} if it is
   */
  public String deletes(Person person) {
    if (!photoOf.equals(person.avatarId())) {
      return words("before.unknown", words("before.photoChanging"));
    }
    if (photo.isLost() && !mayLackPhotos) {
      return words("before.unknown", photo.why());
    }
    if (person.groups() == null) {
      return words("before.unknown", words("before.noGroups"));
    }
    keep(Kind.DELETED, person, photo, LastWrite.NOTHING);
    return "";
  }

  /** Somebody is about to be taken out of a group; on the disk when this returns. */
  public void leaves(Person person, long group) {
    LastWrite sent = new LastWrite(Map.of(), List.of(group), false, person.avatarId());
    keep(Kind.REVOKED, person, FormerPhoto.UNTOUCHED, sent);
  }

  private void keep(Kind done, Person person, FormerPhoto old, LastWrite sent) {
    kind = done; // a command does one thing
    BeforeImage image =
        new BeforeImage(
            id,
            person.id(),
            done,
            0,
            person.type(),
            BeforeKeeper.former(person, LastSentStore.Sent.NOTHING, null),
            old,
            sent);
    folder().keep(image);
  }

  /** Nothing was done to somebody after all. */
  public void dropped(long person) {
    if (open != null) {
      open.drop(person, kind);
    }
  }

  private ChangeBook folder() {
    ChangeBook now = open == null ? folder.get() : open;
    open = now;
    return now;
  }

  /** The command's id if anybody was kept. */
  public Optional<String> kept() {
    return open == null || !open.holdsAny() ? Optional.empty() : Optional.of(id);
  }

  @Override
  public void close() {
    if (open != null) {
      open.close();
    }
  }
}
