package dev.senselink.batch.photo.engine;

import static dev.senselink.batch.photo.PhotoAssert.assertPhoto;
import static dev.senselink.batch.photo.PhotoAssert.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.photo.Jpegs;
import dev.senselink.batch.photo.MemoryPhotoFile;
import dev.senselink.batch.photo.PhotoFile;
import dev.senselink.batch.photo.PhotoLimits;
import dev.senselink.batch.photo.PhotoRefusal;
import dev.senselink.batch.photo.Pictures;
import dev.senselink.batch.photo.PixelSize;
import dev.senselink.batch.photo.PreparationResult;
import dev.senselink.batch.photo.SourceBytes;
import dev.senselink.batch.photo.format.ScannedPicture;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the way of a photo promises whatever library decodes it. */
class PhotoPreparationTest {

  private static final byte[] JPEG = Jpegs.baseline(Pictures.flag());

  /** A library that does as it is told. */
  private static class FakeShrinker implements PictureShrinker {
    @Override
    public BufferedImage shrink(ScannedPicture picture, PixelSize target) throws IOException {
      return Pictures.flag(target.width(), target.height(), BufferedImage.TYPE_INT_RGB);
    }

    @Override
    public long heapBytes(ScannedPicture picture, PixelSize target) {
      return picture.pixels();
    }

    @Override
    public BufferedImage rescale(BufferedImage image, PixelSize target) {
      throw new AssertionError("nothing is too large here");
    }
  }

  static Stream<Throwable> bugs() {
    return Stream.of(
        new ArrayIndexOutOfBoundsException(7),
        new OutOfMemoryError("Java heap space"),
        new StackOverflowError(),
        new IOException("bad table"));
  }

  @ParameterizedTest
  @MethodSource("bugs")
  void a_bug_of_a_decoder_is_a_refusal(Throwable bug) {
    PictureShrinker broken =
        new FakeShrinker() {
          @Override
          public BufferedImage shrink(ScannedPicture picture, PixelSize target) throws IOException {
            throw PhotoPreparationTest.<RuntimeException>thrown(bug);
          }
        };

    assertRefused(
        prepare(broken, new MemoryPhotoFile(JPEG)), PhotoRefusal.UNREADABLE, "cannot be decoded");
  }

  @Test
  @Timeout(value = 300, threadMode = ThreadMode.SEPARATE_THREAD)
  void memory_comes_back_also_from_a_picture_that_failed() {
    AtomicInteger tries = new AtomicInteger();
    PictureShrinker failing =
        new FakeShrinker() {
          @Override
          public BufferedImage shrink(ScannedPicture picture, PixelSize target) throws IOException {
            if (tries.incrementAndGet() < 50) {
              throw new IOException("bad table");
            }
            return super.shrink(picture, target);
          }
        };
    PhotoPreparation small = new PhotoPreparation(failing, null, 6 * JPEG.length + 100_000L);

    PreparationResult last = null;
    for (int i = 0; i < 50; i++) {
      last = small.prepare(new MemoryPhotoFile(JPEG.clone()), PhotoLimits.standard());
    }
    assertPhoto(last);
  }

  @Test
  void a_picture_that_the_heap_cannot_hold_is_too_large() {
    PhotoPreparation small = new PhotoPreparation(new FakeShrinker(), null, 8000);

    PreparationResult prepared =
        small.prepare(new MemoryPhotoFile(JPEG.clone()), PhotoLimits.standard());

    assertRefused(prepared, PhotoRefusal.TOO_LARGE, "-Xmx");
  }

  @Test
  void a_file_that_says_it_is_over_50_MB_is_not_opened() {
    assertRefused(
        prepare(new FakeShrinker(), file(SourceBytes.MOST + 1L, this::mustNotBeOpened)),
        PhotoRefusal.TOO_LARGE,
        "50 MB");
  }

  @Test
  void a_file_that_lies_about_its_size_is_read_no_further_than_50_MB() {
    AtomicLong read = new AtomicLong();

    assertRefused(
        prepare(new FakeShrinker(), file(10, () -> endless(read))),
        PhotoRefusal.TOO_LARGE,
        "50 MB");
    assertThat(read.get()).isLessThan(SourceBytes.MOST + (1L << 20));
  }

  @Test
  void a_digest_reads_no_further_either() throws IOException {
    AtomicLong read = new AtomicLong();

    assertThat(file(10, () -> endless(read)).sha256()).hasSize(64);
    assertThat(read.get()).isEqualTo(SourceBytes.MOST + 1L);
  }

  @Test
  void a_file_that_cannot_be_read_is_refused_with_the_reason() {
    Opener gone =
        () -> {
          throw new IOException("the disk is gone");
        };

    assertRefused(
        prepare(new FakeShrinker(), file(10, gone)), PhotoRefusal.UNREADABLE, "the disk is gone");
  }

  @Test
  void a_photo_in_hand_is_finished_when_the_run_is_stopped() {
    AtomicInteger opened = new AtomicInteger();
    Opener interruptedOnce =
        () -> {
          if (opened.incrementAndGet() == 1) {
            Thread.currentThread().interrupt();
            throw new ClosedByInterruptException();
          }
          assertThat(Thread.currentThread().isInterrupted()).isFalse();
          return new ByteArrayInputStream(JPEG);
        };

    PreparationResult prepared = prepare(new FakeShrinker(), file(JPEG.length, interruptedOnce));

    assertThat(Thread.interrupted()).as("the request to stop is passed on").isTrue();
    assertPhoto(prepared);
  }

  @Test
  void no_face_is_written_to_a_temporary_file() {
    ImageIO.setUseCache(true);

    assertThat(new ThumbnailatorEngine().name()).isEqualTo("thumbnailator");
    assertThat(ImageIO.getUseCache()).isFalse();
  }

  @Test
  void no_screen_is_looked_for() {
    System.clearProperty("java.awt.headless");

    assertThat(new ThumbnailatorEngine().name()).isEqualTo("thumbnailator");
    assertThat(System.getProperty("java.awt.headless")).isEqualTo("true");
  }

  private interface Opener {
    InputStream open() throws IOException;
  }

  private static PreparationResult prepare(PictureShrinker shrinker, PhotoFile file) {
    return new PhotoPreparation(shrinker, null, 1L << 30).prepare(file, PhotoLimits.standard());
  }

  private static PhotoFile file(long size, Opener opener) {
    return new PhotoFile() {
      @Override
      public String path() {
        return "a.jpg";
      }

      @Override
      public long size() {
        return size;
      }

      @Override
      public InputStream open() throws IOException {
        return opener.open();
      }
    };
  }

  private InputStream mustNotBeOpened() {
    throw new AssertionError("opened");
  }

  private static InputStream endless(AtomicLong read) {
    return new InputStream() {
      @Override
      public int read() {
        read.incrementAndGet();
        return 0;
      }

      @Override
      public int read(byte[] into, int offset, int count) {
        read.addAndGet(count);
        return count;
      }
    };
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> T thrown(Throwable any) throws T {
    throw (T) any;
  }

  @Test
  @Timeout(value = 300, threadMode = ThreadMode.SEPARATE_THREAD)
  void memory_is_held_until_the_photo_is_written() throws InterruptedException {
    AtomicInteger inHand = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    PictureShrinker one =
        new FakeShrinker() {
          @Override
          public BufferedImage shrink(ScannedPicture picture, PixelSize target) throws IOException {
            most.accumulateAndGet(inHand.incrementAndGet(), Math::max);
            return super.shrink(picture, target);
          }

          @Override
          public long heapBytes(ScannedPicture picture, PixelSize target) {
            return 600_000; // more than half of the heap: nobody beside it
          }

          @Override
          public byte[] encode(BufferedImage image, int quality) throws IOException {
            byte[] jpeg = super.encode(image, quality);
            inHand.decrementAndGet();
            return jpeg;
          }
        };
    PhotoPreparation small = new PhotoPreparation(one, null, 1_000_000);
    List<Thread> threads =
        IntStream.range(0, 4)
            .mapToObj(
                n ->
                    new Thread(
                        () -> {
                          for (int i = 0; i < 100; i++) {
                            assertPhoto(
                                small.prepare(
                                    new MemoryPhotoFile(JPEG.clone()), PhotoLimits.standard()));
                          }
                        }))
            .toList();
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(inHand).hasValue(0);
    assertThat(most).hasValue(1);
  }

  @Test
  void what_a_picture_is_turned_and_converted_in_is_counted() {
    // 96 x 64 pixels: 18,432 bytes, and 24,576 that the shrinker asks for.
    byte[] turned = Jpegs.withOrientation(JPEG, 6);

    assertPhoto(fitting(JPEG.clone(), 50_000));
    assertRefused(fitting(turned, 50_000), PhotoRefusal.TOO_LARGE, "-Xmx");
    assertPhoto(fitting(turned, 100_000));
  }

  private static PreparationResult fitting(byte[] jpeg, long heap) {
    return new PhotoPreparation(new FakeShrinker(), null, heap)
        .prepare(new MemoryPhotoFile(jpeg), PhotoLimits.standard());
  }
}
