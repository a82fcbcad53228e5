package dev.senselink.batch.photo.engine;

import static dev.senselink.batch.photo.PhotoMessages.words;

import dev.senselink.batch.photo.Framing;
import dev.senselink.batch.photo.Photo;
import dev.senselink.batch.photo.PhotoFile;
import dev.senselink.batch.photo.PhotoLimits;
import dev.senselink.batch.photo.PhotoRefusal;
import dev.senselink.batch.photo.PhotoRefusedException;
import dev.senselink.batch.photo.PixelSize;
import dev.senselink.batch.photo.PreparationResult;
import dev.senselink.batch.photo.SourceBytes;
import dev.senselink.batch.photo.engine.MemoryBudget.Share;
import dev.senselink.batch.photo.format.ExifOrientation;
import dev.senselink.batch.photo.format.JpegEntropyCheck;
import dev.senselink.batch.photo.format.PictureKind;
import dev.senselink.batch.photo.format.ScannedPicture;
import java.awt.image.BufferedImage;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The way of a photo, the same for every engine: read, scan, wait for memory, shrink, colours,
 * upright, encode. All that is wrong with a picture becomes a {@link PhotoRefusal} here.
 */
final class PhotoPreparation {

  /** Heap that a picture may take when it runs alone; the rest is the program's. */
  private static final double MOST_OF_HEAP = 0.75;

  /**
   * Bytes that libraries may take beside the heap, however large that is: nobody has set a limit to
   * them. Ten progressive photos of 12 megapixels at once, or one of 100.
   */
  private static final long MOST_NATIVE = 768L << 20;

  private final PictureShrinker shrinker;
  private final @Nullable HeicConverter heic;
  private final JpegEncoder encoder = new JpegEncoder();
  private final ProcessorPool processors = new ProcessorPool();
  private final long heap;
  private final MemoryBudget files;
  private final MemoryBudget pixels;
  private final MemoryBudget natives;

  /**
   * @param heic what turns HEIC and AVIF into something readable, {@code null} for nothing
   * @param heap bytes that Java may use
   */
  PhotoPreparation(PictureShrinker shrinker, @Nullable HeicConverter heic, long heap) {
    this.shrinker = shrinker;
    this.heic = heic;
    this.heap = heap;
    // Three budgets, taken in this order by everyone, so that nobody waits in a circle.
    files = new MemoryBudget(heap / 6);
    pixels = new MemoryBudget(heap / 2);
    natives = new MemoryBudget(Math.min(heap / 2, MOST_NATIVE));
  }

  /** The command that reads HEIC and AVIF; {@code ""} for none. */
  String converter() {
    return heic == null ? "" : heic.toString();
  }

  /** Reads on the caller's thread, which may wait for a slow disk; computes on a processor's. */
  PreparationResult prepare(PhotoFile file, PhotoLimits limits) {
    long size = file.size();
    try (Share held = files.take(size < 0 || size > SourceBytes.MOST ? SourceBytes.MOST : size)) {
      SourceBytes source = SourceBytes.read(file);
      return processors.run(() -> judged(source, limits));
    } catch (PhotoRefusedException e) {
      return e.refused();
    } catch (RuntimeException | OutOfMemoryError e) {
      return undecodable(e, "");
    }
  }

  private PreparationResult judged(SourceBytes source, PhotoLimits limits) {
    String kind = "";
    try {
      ScannedPicture picture = ScannedPicture.scan(readable(source.bytes()));
      kind = picture.kind().name();
      return prepare(source, picture, limits);
    } catch (PhotoRefusedException e) {
      return e.refused();
    } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
      return undecodable(e, kind);
    }
  }

  /** Of whatever a decoder throws; its own words help nobody. */
  private static PhotoRefusal undecodable(Throwable e, String kind) {
    if (e instanceof OutOfMemoryError) {
      return PhotoRefusal.unreadable(words("photo.outOfMemory"));
    }
    return PhotoRefusal.unreadable(
        kind.isEmpty() ? words("photo.undecodable.any") : words("photo.undecodable", kind));
  }

  private byte[] readable(byte[] bytes) throws PhotoRefusedException {
    return heic == null || !PictureKind.isHeif(bytes) ? bytes : heic.convert(bytes);
  }

  private Photo prepare(SourceBytes source, ScannedPicture picture, PhotoLimits limits)
      throws IOException, PhotoRefusedException {
    PixelSize stored = new PixelSize(picture.width(), picture.height());
    PixelSize target = PhotoFraming.whole(stored, picture.orientation(), limits);
    boolean jpeg = picture.kind() == PictureKind.JPEG;
    long need = heapBytes(picture, target, limits.framing());
    if (need > MOST_OF_HEAP * heap) {
      throw PhotoRefusedException.tooLarge(
          words("photo.memory", picture.width(), picture.height(), need >> 20, heap >> 20));
    }
    long beside = shrinker.nativeBytes(picture, target);
    // Until the photo is written: what is cut out of a picture is cut out of nearly all of it.
    try (Share held = pixels.take(need + beside);
        Share heldBeside = natives.take(beside)) {
      ScannedPicture sound = jpeg ? JpegEntropyCheck.check(picture) : picture;
      return photo(source, sound, target, limits);
    }
  }

  private Photo photo(
      SourceBytes source, ScannedPicture picture, PixelSize target, PhotoLimits limits)
      throws IOException, PhotoRefusedException {
    PixelSize stored = new PixelSize(picture.width(), picture.height());
    BufferedImage small =
        PhotoFraming.cut(
            UprightRotation.turn(
                ColourConversion.toSrgb(shrinker.shrink(picture, target), picture.profile()),
                picture.orientation()),
            limits.framing());
    JpegEncoder.Encoded encoded = encoder.encode(small, limits.maxBytes(), shrinker);
    return new Photo(
        encoded.jpeg(),
        encoded.size().width(),
        encoded.size().height(),
        SourceBytes.sha256(encoded.jpeg()),
        source.sha256(),
        target.longSide() < stored.longSide() || isSmaller(encoded.size(), small));
  }

  private static boolean isSmaller(PixelSize size, BufferedImage than) {
    return size.longSide() < Math.max(than.getWidth(), than.getHeight());
  }

  /** At most in use until the photo is written, of what is walked, decoded, converted, turned. */
  private long heapBytes(ScannedPicture picture, PixelSize target, Framing framing) {
    boolean jpeg = picture.kind() == PictureKind.JPEG;
    long walked = jpeg ? JpegEntropyCheck.heapBytes(picture) : 0;
    long image = (long) BgrPixels.CHANNELS * target.width() * target.height();
    int copies = picture.profile().length == 0 ? 1 : ColourConversion.COPIES;
    if (picture.orientation() != ExifOrientation.UPRIGHT || !framing.equals(Framing.WHOLE)) {
      copies = Math.max(copies, 2);
    }
    return Math.max(walked, Math.max(shrinker.heapBytes(picture, target), (1 + copies) * image));
  }
}
