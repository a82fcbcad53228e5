package dev.senselink.batch.ledger;

import dev.senselink.batch.ledger.before.BeforeImage;
import dev.senselink.batch.ledger.before.BeforeStore;
import dev.senselink.batch.ledger.before.ChangeFolder;
import dev.senselink.batch.ledger.before.FormerPerson;
import dev.senselink.batch.ledger.before.FormerPerson.Stay;
import dev.senselink.batch.ledger.before.FormerPhoto;
import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes in what commands without the lock have kept: a run each, which can be undone. */
final class ChangeIntake implements ChangeFolder.Taker, AutoCloseable {
  private final LedgerDatabase database;
  private @Nullable Ledger ledger;

  private ChangeIntake(LedgerDatabase database) {
    this.database = database;
  }

  static void takeAll(DataFolder data, LedgerDatabase database) {
    try (ChangeIntake intake = new ChangeIntake(database)) {
      ChangeFolder.takeAll(data.path(), database.key(), intake);
    }
  }

  @Override
  public void command(ChangeFolder.Command command) {
    close();
    Instant until = command.begun().plus(command.keepFor());
    Instant now = database.machine().wall().instant();
    if (!until.isAfter(now)) {
      return; // for long enough
    }
    Ledger open = new Ledger(database, command.server(), command.company());
    ledger = open;
    if (open.runs().find(command.id()).isEmpty()) {
      open.runs().save(run(command));
    }
    open.before().runs().begin(command.id(), Duration.between(now, until));
  }

  /** The run that a command is once it is taken in. */
  static Run run(ChangeFolder.Command command) {
    return new Run(
        command.id(),
        command.name(),
        command.server(),
        command.company(),
        command.companyName(),
        "",
        "",
        command.reading(),
        "",
        "",
        Run.Status.COMPLETED,
        true,
        "",
        0,
        command.begun(),
        command.begun(),
        0,
        0,
        List.of(),
        List.of());
  }

  @Override
  public void image(BeforeImage image, byte @Nullable [] photo) {
    Ledger open = ledger;
    if (open == null) {
      return;
    }
    BeforeStore before = open.before();
    BeforeImage kept = completed(open, image);
    if (photo != null) { // its name hangs on the key, which need not be the folder's any more
      kept = kept.with(FormerPhoto.kept(before.photos().put(photo)));
    }
    keep(before, kept, photo);
  }

  /**
   * Writes an image; on the disk, with the photo that it names, when this returns.
   *
   * @param photo the bytes of that
   */
  static void keep(BeforeStore before, BeforeImage image, byte @Nullable [] photo) {
    before.keep(image).join();
    boolean named = image.photo().state() == FormerPhoto.State.KEPT;
    if (named && photo != null && !before.photos().isThere(image.photo().name())) {
      before.photos().put(photo); // another machine has just removed it: from now on it is named
    }
  }

  /** An image with what only the ledger knows of them. */
  static BeforeImage completed(Ledger ledger, BeforeImage image) {
    FormerPerson was = image.before();
    return was == null ? image : image.with(completed(ledger, was), image.photo());
  }

  private static FormerPerson completed(Ledger ledger, FormerPerson was) {
    LastSentStore.Sent last = ledger.lastSent().of(was.id());
    Stay stay = ledger.guests().byId(was.id()).map(KnownGuest::stay).orElse(null);
    boolean sameNumber = !was.idCipher().isEmpty() && was.idCipher().equals(last.idCipher());
    return new FormerPerson(
        was.id(),
        was.type(),
        was.avatarId(),
        was.updateAt(),
        was.fields(),
        was.groups(),
        was.department(),
        was.gender(),
        was.idCipher(),
        sameNumber ? last.idSha() : "",
        was.avatarId().equals(last.avatarId()) ? last.sourceSha() : "",
        stay);
  }

  @Override
  public void close() {
    Ledger open = ledger;
    ledger = null;
    if (open != null) {
      open.close();
    }
  }
}
