package dev.senselink.batch.console.mend;

import dev.senselink.batch.console.look.ListLook;
import dev.senselink.batch.console.page.RandomId;
import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.roster.RowCorrection;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Photos that somebody gives to rows: another one, or the same turned or cut. Each is made anew as
 * a JPEG beside the corrections that name it, always from the file it once was: nothing gets worse
 * by being turned four times.
 */
final class MendedPhotos {
  private static final String FOLDER = "mended";

  private static final Pattern NAME = Pattern.compile(FOLDER + "/([A-Z0-9]{20})\\.jpg");

  private final MendPlace place;

  MendedPhotos(MendPlace place) {
    this.place = place;
  }

  /**
   * How a photo was made.
   *
   * @param path of the photo of the list that it was, {@code ""} for another one
   * @param upload the id of the file that it was, {@code ""} for one of the list
   * @param quarters by which it was turned clockwise
   */
  record Made(String path, String upload, int quarters, boolean cut) {
    static Made of(String path) {
      return new Made(path, "", 0, false);
    }

    Made turned() {
      return new Made(path, upload, (quarters + 1) % 4, cut);
    }

    Made cutOut() {
      return new Made(path, upload, quarters, true);
    }
  }

  /** How the photo of a row is made by now; empty if it has none. */
  Optional<Made> of(ProblemRow row, RowCorrection corrected) throws IOException {
    String photo = corrected.photo();
    if (photo != null) {
      return made(photo);
    }
    // One that the row was given when it was checked, and that was taken back since.
    return original(row).map(Made::of);
  }

  /** The photo that is found for a row, whatever it was given; empty if there is none. */
  Optional<String> original(ProblemRow row) throws IOException {
    String given = MendPlace.corrections(place.folder()).getFileName() + "#" + row.checkedPhoto();
    if (row.photo().isEmpty()) {
      return Optional.empty();
    }
    if (row.checkedPhoto().isEmpty() || !row.photo().equals(given)) {
      return Optional.of(row.photo());
    }
    return made(row.checkedPhoto()).map(Made::path).filter(path -> !path.isEmpty());
  }

  private Optional<Made> made(String photo) throws IOException {
    Matcher name = NAME.matcher(photo);
    Path file =
        place.folder().resolve(FOLDER).resolve(name.matches() ? name.group(1) + ".json" : "");
    return name.matches() && Files.exists(file)
        ? Optional.of(JsonMapper.shared().readValue(Files.readString(file), Made.class))
        : Optional.empty();
  }

  /** Takes a file that was sent; it is moved. */
  Made take(Path sent) throws IOException {
    String id = RandomId.next();
    Files.move(sent, file(id + ".sent"), StandardCopyOption.ATOMIC_MOVE);
    return new Made("", id, 0, false);
  }

  /** Forgets a file that was taken. */
  void forget(Made made) throws IOException {
    Files.deleteIfExists(file(made.upload() + ".sent"));
  }

  /**
   * Makes one.
   *
   * @return how corrections name it
   * @throws dev.senselink.batch.console.look.LookFailedException with the reason if it cannot be
   */
  String make(Made made) throws IOException {
    byte[] jpeg = place.look().photo(wish(made), true);
    String id = RandomId.next();
    PrivateFiles.write(file(id + ".json"), JsonMapper.shared().writeValueAsString(made));
    try (OutputStream out =
        Channels.newOutputStream(PrivateFiles.createToWrite(file(id + ".jpg")))) {
      out.write(jpeg);
    }
    return FOLDER + "/" + id + ".jpg";
  }

  /** One of the list as it is shown. */
  byte[] shown(String path) throws IOException {
    return place.look().photo(wish(Made.of(path)), false);
  }

  /** One that was made, as it is imported; {@code null} if it lies here no more. */
  byte @Nullable [] kept(String photo) throws IOException {
    Matcher name = NAME.matcher(photo);
    Path file = name.matches() ? file(name.group(1) + ".jpg") : null;
    return file != null && Files.exists(file) ? Files.readAllBytes(file) : null;
  }

  private ListLook.Wish wish(Made made) throws IOException {
    @Nullable Path file = made.upload().isEmpty() ? null : file(made.upload() + ".sent");
    return new ListLook.Wish(made.path(), file, made.quarters(), made.cut());
  }

  private Path file(String name) throws IOException {
    return PrivateFiles.folder(place.folder().resolve(FOLDER)).resolve(name);
  }
}
