package dev.senselink.batch.photo.engine;

import static dev.senselink.batch.photo.Words.words;

import dev.senselink.batch.photo.Photo;
import dev.senselink.batch.photo.PhotoFile;
import dev.senselink.batch.photo.PhotoLimits;
import dev.senselink.batch.photo.Prepared;
import dev.senselink.batch.photo.Refused;
import dev.senselink.batch.photo.RefusedException;
import dev.senselink.batch.photo.Size;
import dev.senselink.batch.photo.SourceBytes;
import dev.senselink.batch.photo.engine.MemoryBudget.Share;
import dev.senselink.batch.photo.format.CodedPixels;
import dev.senselink.batch.photo.format.Picture;
import dev.senselink.batch.photo.format.PictureKind;
import java.awt.image.BufferedImage;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The way of a photo, the same for every engine: read, scan, wait for memory, shrink, colours,
 * upright, encode. All that is wrong with a picture becomes a {@link Refused} here.
 */
final class Preparation {

  /** Heap that a picture may take when it runs alone; the rest is the program's. */
  private static final double MOST_OF_HEAP = 0.75;

  /**
   * Bytes that libraries may take beside the heap, however large that is: nobody has set a limit to
   * them. Ten progressive photos of 12 megapixels at once, or one of 100.
   */
  private static final long MOST_NATIVE = 768L << 20;

  private final Shrinker shrinker;
  private final @Nullable HeicConverter heic;
  private final JpegEncoder encoder = new JpegEncoder();
  private final Processors processors = new Processors();
  private final long heap;
  private final MemoryBudget files;
  private final MemoryBudget pixels;
  private final MemoryBudget natives;

  /**
   * @param heic what turns HEIC and AVIF into something readable, {@code null} for nothing
   * @param heap bytes that Java may use
   */
  Preparation(Shrinker shrinker, @Nullable HeicConverter heic, long heap) {
    this.shrinker = shrinker;
    this.heic = heic;
    this.heap = heap;
    // Three budgets, taken in this order by everyone, so that nobody waits in a circle.
    files = new MemoryBudget(heap / 6);
    pixels = new MemoryBudget(heap / 2);
    natives = new MemoryBudget(Math.min(heap / 2, MOST_NATIVE));
  }

  /** Reads on the caller's thread, which may wait for a slow disk; computes on a processor's. */
  Prepared prepare(PhotoFile file, PhotoLimits limits) {
    long size = file.size();
    try (Share held = files.take(size < 0 || size > SourceBytes.MOST ? SourceBytes.MOST : size)) {
      SourceBytes source = SourceBytes.read(file);
      return processors.run(() -> judged(source, limits));
    } catch (RefusedException e) {
      return e.refused();
    } catch (RuntimeException | OutOfMemoryError e) {
      return undecodable(e, "");
    }
  }

  private Prepared judged(SourceBytes source, PhotoLimits limits) {
    String kind = "";
    try {
      Picture picture = Picture.scan(readable(source.bytes()));
      kind = picture.kind().name();
      return prepare(source, picture, limits);
    } catch (RefusedException e) {
      return e.refused();
    } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
      return undecodable(e, kind);
    }
  }

  /** Of whatever a decoder throws; its own words help nobody. */
  private static Refused undecodable(Throwable e, String kind) {
    if (e instanceof OutOfMemoryError) {
      return Refused.unreadable(words("photo.outOfMemory"));
    }
    return Refused.unreadable(
        kind.isEmpty() ? words("photo.undecodable.any") : words("photo.undecodable", kind));
  }

  private byte[] readable(byte[] bytes) throws RefusedException {
    return heic == null || !PictureKind.isHeif(bytes) ? bytes : heic.convert(bytes);
  }

  private Photo prepare(SourceBytes source, Picture picture, PhotoLimits limits)
      throws IOException, RefusedException {
    Size stored = new Size(picture.width(), picture.height());
    Size target = stored.within(limits.longSide());
    BufferedImage small = Upright.turn(shrink(picture, target), picture.orientation());
    JpegEncoder.Encoded encoded = encoder.encode(small, limits.maxBytes(), shrinker);
    return new Photo(
        encoded.jpeg(),
        encoded.size().width(),
        encoded.size().height(),
        SourceBytes.sha256(encoded.jpeg()),
        source.sha256(),
        stored.longSide() > encoded.size().longSide());
  }

  private BufferedImage shrink(Picture picture, Size target) throws IOException, RefusedException {
    boolean jpeg = picture.kind() == PictureKind.JPEG;
    long need =
        Math.max(jpeg ? CodedPixels.heapBytes(picture) : 0, shrinker.heapBytes(picture, target));
    if (need > MOST_OF_HEAP * heap) {
      throw RefusedException.tooLarge(
          words("photo.memory", picture.width(), picture.height(), need >> 20, heap >> 20));
    }
    long beside = shrinker.nativeBytes(picture, target);
    try (Share held = pixels.take(need + beside);
        Share heldBeside = natives.take(beside)) {
      Picture sound = jpeg ? CodedPixels.check(picture) : picture;
      return Colours.toSrgb(shrinker.shrink(sound, target), picture.profile());
    }
  }
}
