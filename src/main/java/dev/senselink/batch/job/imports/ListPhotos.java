package dev.senselink.batch.job.imports;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.job.intake.RosterInput;
import dev.senselink.batch.photo.Framing;
import dev.senselink.batch.photo.InMemoryPhotoFile;
import dev.senselink.batch.photo.Photo;
import dev.senselink.batch.photo.PhotoEngine;
import dev.senselink.batch.photo.PhotoFile;
import dev.senselink.batch.photo.PhotoLimits;
import dev.senselink.batch.photo.PhotoRefusal;
import dev.senselink.batch.photo.PhotoRefusedException;
import dev.senselink.batch.photo.PreparationResult;
import dev.senselink.batch.photo.face.PortraitCut;
import dev.senselink.batch.photo.folder.NamedPictures;
import dev.senselink.batch.photo.folder.PhotoFolder;
import dev.senselink.batch.photo.folder.RowPictures;
import dev.senselink.batch.roster.RosterSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The photos of a list that is to be imported, one at a time: as they are, or turned and cut as a
 * person wants them. Safe between threads.
 *
 * @param photos the folder or zip, {@code null} for none
 */
public record ListPhotos(Path list, RosterSettings reading, @Nullable Path photos) {
  /** What a file of a photos folder is looked up by; nothing is listed for it. */
  private static final String HERE = "here";

  /**
   * Makes a photo anew.
   *
   * @param path as a check of the list told it
   * @param quarters clockwise
   * @param cut whether it is cut to the face
   * @return a JPEG
   * @throws PhotoRefusedException with the reason if it cannot be had, turned or cut
   */
  public byte[] ofPath(
      String path, PhotoEngine engine, PhotoLimits limits, int quarters, boolean cut)
      throws PhotoRefusedException {
    String own = list.getFileName() + "#";
    if (path.startsWith(own)) {
      try (RowPictures pictures =
          new RosterInput(list, String.valueOf(list.getFileName()), reading).pictures()) {
        return made(need(pictures.file(path).orElse(null)), engine, limits, quarters, cut);
      }
    }
    if (photos != null && Files.isDirectory(photos)) {
      try (RowPictures folder = new NamedPictures(RowPictures.NONE, photos, HERE)) {
        return made(need(folder.named(path).orElse(null)), engine, limits, quarters, cut);
      }
    }
    if (photos == null) {
      throw gone();
    }
    try (PhotoFolder zip = PhotoFolder.open(photos, true)) {
      return made(zip.file(path), engine, limits, quarters, cut);
    } catch (NoSuchElementException e) {
      throw gone();
    }
  }

  /** The same of a file. */
  public static byte[] ofFile(
      Path file, PhotoEngine engine, PhotoLimits limits, int quarters, boolean cut)
      throws PhotoRefusedException {
    try {
      String name = String.valueOf(file.getFileName());
      PhotoFile photo = new InMemoryPhotoFile(name, Files.readAllBytes(file));
      return made(photo, engine, limits, quarters, cut);
    } catch (IOException e) {
      throw gone();
    }
  }

  private static PhotoFile need(@Nullable PhotoFile file) throws PhotoRefusedException {
    if (file == null) {
      throw gone();
    }
    return file;
  }

  private static PhotoRefusedException gone() {
    return PhotoRefusedException.unreadable(words("photo.gone"));
  }

  private static byte[] made(
      PhotoFile source, PhotoEngine engine, PhotoLimits limits, int quarters, boolean cut)
      throws PhotoRefusedException {
    Framing turned = Framing.turned(quarters);
    Framing framing = cut ? PortraitCut.of(engine, source, limits, turned) : turned;
    PreparationResult result = engine.withoutLook().prepare(source, limits.framed(framing));
    if (result instanceof PhotoRefusal refusal) {
      throw new PhotoRefusedException(refusal);
    }
    return ((Photo) result).jpeg();
  }
}
