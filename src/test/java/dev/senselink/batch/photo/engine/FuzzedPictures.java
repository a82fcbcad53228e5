package dev.senselink.batch.photo.engine;

import dev.senselink.batch.fuzz.FuzzedInput;
import dev.senselink.batch.photo.EngineMissingException;
import dev.senselink.batch.photo.Jpegs;
import dev.senselink.batch.photo.MemoryPhotoFile;
import dev.senselink.batch.photo.PhotoEngine;
import dev.senselink.batch.photo.PhotoFile;
import dev.senselink.batch.photo.PhotoLimits;
import dev.senselink.batch.photo.Pictures;
import dev.senselink.batch.photo.PreparationResult;
import dev.senselink.batch.photo.folder.PhotoFolder;
import dev.senselink.batch.photo.folder.PhotoFolderException;
import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Pictures, and zips of them, as they come from anywhere. */
public final class FuzzedPictures {
  private FuzzedPictures() {}

  public static FuzzedInput jpeg() {
    return pictures(
        () ->
            List.of(
                Jpegs.baseline(Pictures.flag()),
                Jpegs.progressive(Pictures.flag()),
                Jpegs.cmyk(Pictures.flag()),
                Jpegs.withOrientation(Jpegs.baseline(Pictures.flag()), 6)));
  }

  public static FuzzedInput png() {
    return pictures(() -> List.of(Pictures.write(Pictures.flag(), "png")));
  }

  public static FuzzedInput webp() {
    return pictures(
        () ->
            List.of(
                OtherKinds.webp(64, 48, Color.RED),
                OtherKinds.webpWithOrientation(64, 48, Color.BLUE, 6)));
  }

  private interface Seeds {
    List<byte[]> get() throws Exception;
  }

  /** Each by both engines, as far as they run here. */
  private static FuzzedInput pictures(Seeds seeds) {
    PhotoEngine slow = new ThumbnailatorEngine(null, "");
    PhotoEngine fast = fast();
    return new FuzzedInput() {
      @Override
      public List<byte[]> seeds() throws Exception {
        return seeds.get();
      }

      @Override
      public void read(byte[] input, Path scratch) {
        slow.prepare(new MemoryPhotoFile(input), PhotoLimits.standard());
        fast.prepare(new MemoryPhotoFile(input), PhotoLimits.standard());
      }
    };
  }

  private static PhotoEngine fast() {
    try {
      return OpenCvEngine.load(null);
    } catch (EngineMissingException e) {
      return new ThumbnailatorEngine(null, "");
    }
  }

  public static FuzzedInput zip() {
    return new FuzzedInput() {
      @Override
      public List<byte[]> seeds() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
          for (String name : List.of("1.jpg", "张伟.jpg", "sub/2.png", "__MACOSX/x")) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(name.getBytes(StandardCharsets.UTF_8));
          }
        }
        return List.of(bytes.toByteArray());
      }

      @Override
      public void read(byte[] input, Path scratch) throws IOException {
        Path file = Files.write(scratch.resolve("photos.zip"), input);
        try (PhotoFolder photos = PhotoFolder.open(file, true)) {
          for (PhotoFile photo : photos) {
            read(photo);
          }
        } catch (PhotoFolderException e) {
          String unused = e.getMessage(); // said in words
        }
      }

      private void read(PhotoFile photo) {
        PreparationResult unused =
            new ThumbnailatorEngine(null, "").prepare(photo, PhotoLimits.standard());
      }
    };
  }
}
