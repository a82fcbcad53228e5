package dev.senselink.batch.photo;

import static dev.senselink.batch.photo.PhotoAssert.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.sun.management.ThreadMXBean;
import dev.senselink.batch.photo.engine.OtherKinds;
import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files made to exhaust whoever opens them are refused in under a second and 100 MB. */
abstract class HostilePicturesContract {

  private static final long MOST_BYTES = 100L << 20;
  private static final Duration MOST_TIME = Duration.ofSeconds(1);

  private PhotoEngine engine;

  abstract PhotoEngine engine();

  @BeforeEach
  void warm_up() {
    engine = engine();
    prepare(Jpegs.baseline(Pictures.flag()));
    prepare(Pictures.write(Pictures.flag(), "png"));
  }

  static Stream<Arguments> bombs() {
    byte[] jpeg = Jpegs.baseline(Pictures.flag());
    byte[] gif = Pictures.write(Pictures.palette(), "gif");
    byte[] bmp = Pictures.write(Pictures.flag(), "bmp");
    byte[] tiff = Pictures.write(Pictures.flag(), "tiff");
    String large = PhotoRefusal.TOO_LARGE;
    String unreadable = PhotoRefusal.UNREADABLE;
    return Stream.of(
        arguments("JPEG of 60000 x 60000", Jpegs.claiming(jpeg, 60000, 60000), large, "60000"),
        arguments("JPEG of 20001 x 9", Jpegs.claiming(jpeg, 20001, 9), large, "20001"),
        arguments("JPEG of 10000 x 10001", Jpegs.claiming(jpeg, 10000, 10001), large, "10001"),
        arguments("JPEG without data", Jpegs.claiming(jpeg, 10000, 10000), unreadable, "JPEG"),
        arguments("JPEG of two sizes", ofTwoSizes(jpeg), unreadable, "damaged"),
        arguments("PNG of 20000 x 20000", OtherKinds.png(20000, 20000, row()), large, "20000"),
        arguments("PNG without data", OtherKinds.png(10000, 10000, row()), unreadable, "PNG"),
        arguments("GIF with a far frame", withFarFrame(gif), large, "65"),
        arguments("GIF without data", little(gif, frame(gif) + 5, 0x27102710), unreadable, "GIF"),
        arguments("BMP of 16000 x 16000", little(bmp, 18, 16000, 16000), large, "16000"),
        arguments("BMP without data", little(bmp, 18, 9000, 9000), unreadable, "BMP"),
        arguments("TIFF of 60000 rows", tiffClaiming(tiff, 257, 60000), large, "60000"),
        arguments("TIFF of huge tiles", withTiles(tiff, 30000), large, "30000"),
        arguments(
            "WebP of 16383 x 16383", OtherKinds.webp(16383, 16383, Color.RED), large, "16383"),
        arguments("WebP of two sizes", withCanvas(15999, 5999), unreadable, "damaged"),
        arguments("WebP without data", OtherKinds.webp(9000, 9000, Color.RED), unreadable, "WEBP"),
        arguments("JPEG of a thousand scans", withScans(1000), unreadable, "passes"),
        arguments("JPEG of a million segments", withSegments(jpeg), unreadable, "JPEG"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bombs")
  void a_bomb_is_refused_quickly(String name, byte[] bytes, String code, String word) {
    long allocated = allocated();
    long start = System.nanoTime();

    PreparationResult prepared = prepare(bytes);

    assertRefused(prepared, code, word);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(MOST_TIME);
    assertThat(allocated() - allocated).isLessThan(MOST_BYTES);
  }

  @Test
  void a_bomb_in_the_notes_of_a_PNG_is_not_unpacked() {
    byte[] zeros = OtherKinds.deflate(new byte[300 << 20]);
    byte[] png = Pictures.write(Pictures.flag(), "png");
    byte[] profile = Jpegs.concat(new byte[] {'x', 0, 0}, zeros);
    long allocated = allocated();

    PhotoAssert.assertPhoto(prepare(OtherKinds.pngWith(png, "iCCP", profile))).showsFlag();
    PhotoAssert.assertPhoto(prepare(OtherKinds.pngWith(png, "zTXt", profile))).showsFlag();
    assertThat(allocated() - allocated).isLessThan(MOST_BYTES);
  }

  @Test
  void a_large_but_honest_picture_is_not_taken_for_a_bomb() {
    byte[] white = new byte[3001 * 3000];
    byte[] png = OtherKinds.png(3000, 3000, white);

    PhotoAssert.assertPhoto(prepare(png)).isAll(Color.BLACK);
  }

  private PreparationResult prepare(byte[] bytes) {
    return engine.prepare(new MemoryPhotoFile(bytes), PhotoLimits.standard());
  }

  /** By all threads, as the work is done by others than the caller. */
  private static long allocated() {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return Arrays.stream(threads.getThreadAllocatedBytes(threads.getAllThreadIds()))
        .filter(bytes -> bytes > 0)
        .sum();
  }

  private static byte[] row() {
    return new byte[20001];
  }

  private static byte[] little(byte[] file, int at, int... values) {
    ByteBuffer bytes = ByteBuffer.wrap(file.clone()).order(ByteOrder.LITTLE_ENDIAN);
    bytes.position(at);
    Arrays.stream(values).forEach(bytes::putInt);
    return bytes.array();
  }

  private static byte[] withFarFrame(byte[] gif) {
    byte[] second = Arrays.copyOfRange(gif, frame(gif), gif.length);
    byte[] both = Jpegs.concat(Arrays.copyOf(gif, gif.length - 1), second);
    return little(both, gif.length, -1); // its left and top
  }

  /** Behind header and palette. */
  private static int frame(byte[] gif) {
    int frame = 13 + 3 * 256;
    while (gif[frame] != 0x2C) {
      frame++;
    }
    return frame;
  }

  /** Java writes TIFFs big-endian, the directory behind the pixels. */
  private static byte[] tiffClaiming(byte[] tiff, int tag, int value) {
    ByteBuffer bytes = ByteBuffer.wrap(tiff.clone());
    int entry = bytes.getInt(4) + 2;
    while (bytes.getShort(entry) != tag) {
      entry += 12;
    }
    return bytes.putShort(entry + 2, (short) 4).putInt(entry + 8, value).array();
  }

  private static byte[] withTiles(byte[] tiff, int side) {
    ByteBuffer bytes = ByteBuffer.wrap(tiffClaiming(tiff, 278, side)); // rows a strip
    int entry = bytes.getInt(4) + 2;
    while (bytes.getShort(entry) != 278) {
      entry += 12;
    }
    bytes.putShort(entry, (short) 323);
    return tiffAs(bytes.array(), 277, 322, side); // samples a pixel
  }

  private static byte[] tiffAs(byte[] tiff, int tag, int otherTag, int value) {
    ByteBuffer bytes = ByteBuffer.wrap(tiffClaiming(tiff, tag, value));
    int entry = bytes.getInt(4) + 2;
    while (bytes.getShort(entry) != tag) {
      entry += 12;
    }
    return bytes.putShort(entry, (short) otherTag).array();
  }

  /** Each scan is an empty one, which costs a decoder a pass over the whole picture. */
  private static byte[] withScans(int count) {
    byte[] jpeg = Jpegs.progressive(Pictures.noise(64, 64));
    int last = jpeg.length - 2;
    while ((jpeg[last] & 0xFF) != 0xFF || (jpeg[last + 1] & 0xFF) != 0xDA) {
      last--;
    }
    byte[] scan = Arrays.copyOfRange(jpeg, last, jpeg.length - 2);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(jpeg, 0, jpeg.length - 2);
    for (int i = 0; i < count; i++) {
      bytes.writeBytes(scan);
    }
    bytes.write(jpeg, jpeg.length - 2, 2);
    return bytes.toByteArray();
  }

  /** The picture on it is of 60 x 40. */
  private static byte[] withCanvas(int right, int bottom) {
    byte[] webp = OtherKinds.webpWithOrientation(60, 40, Color.RED, 1);
    ByteBuffer bytes = ByteBuffer.wrap(webp).order(ByteOrder.LITTLE_ENDIAN);
    return bytes.putInt(24, right).putShort(27, (short) bottom).array();
  }

  /** A small frame header, and the decoder's real one beside it. */
  private static byte[] ofTwoSizes(byte[] jpeg) {
    byte[] large = {8, 0x27, 0x10, 0x27, 0x10, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1};
    return Jpegs.with(jpeg, 0xC0, large);
  }

  private static byte[] withSegments(byte[] jpeg) {
    ByteBuffer bytes = ByteBuffer.allocate(jpeg.length + 4_000_000).put(jpeg, 0, 2);
    for (int i = 0; i < 1_000_000; i++) {
      bytes.putInt(0xFFE50002);
    }
    return bytes.put(jpeg, 2, jpeg.length - 2).array();
  }
}
