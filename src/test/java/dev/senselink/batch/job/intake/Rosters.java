package dev.senselink.batch.job.intake;

import dev.senselink.batch.ledger.firstpass.FirstPassStore;
import dev.senselink.batch.photo.PhotoFile;
import dev.senselink.batch.photo.folder.PhotoFolder;
import dev.senselink.batch.roster.RosterKind;
import dev.senselink.batch.roster.RosterSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A roster and its photos in a folder, and what the first pass makes of its lines. */
public final class Rosters implements AutoCloseable {
  private final Path folder;
  private final FirstPassStore store;

  public Rosters(Path folder) throws IOException {
    this.folder = folder;
    this.store = new FirstPassStore(Files.createDirectories(folder.resolve("temporary")));
    Files.createDirectories(folder.resolve("photos"));
  }

  Rosters photo(String name, String content) throws IOException {
    Path file = folder.resolve("photos").resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
    return this;
  }

  public RosterInput input(String... lines) throws IOException {
    Path file = folder.resolve("roster.csv");
    Files.writeString(file, String.join("\n", lines) + "\n");
    return new RosterInput(file, "roster.csv", RosterSettings.of(RosterKind.USERS));
  }

  public PhotoFolder photos() {
    return PhotoFolder.open(folder.resolve("photos"), true);
  }

  public FirstPassStore store() {
    return store;
  }

  FirstPass.Result pass(String... lines) throws IOException {
    return new FirstPass(input(lines), photos(), store).run();
  }

  /** Line by line what the first pass and the offline rules say: a code, else the photo, else -. */
  List<String> fates(String... lines) throws IOException {
    RosterInput input = input(lines);
    PhotoFolder photos = photos();
    new FirstPass(input, photos, store).run();
    List<String> fates = new ArrayList<>();
    try (RosterRowStream rows = new RosterRowStream(input, photos, store)) {
      for (RowStream.Item item = rows.next(); item != null; item = rows.next()) {
        fates.add(fate(item));
      }
    }
    return fates;
  }

  private static String fate(RowStream.Item item) {
    if (item.ended() != null) {
      return item.ended().code();
    }
    if (item.applicant().photoProblem() != null) {
      return item.applicant().photoProblem().code();
    }
    PhotoFile photo = item.applicant().photo();
    return photo == null ? "-" : photo.path();
  }

  @Override
  public void close() {
    store.close();
  }
}
