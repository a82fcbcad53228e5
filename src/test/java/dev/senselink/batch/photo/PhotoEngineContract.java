package dev.senselink.batch.photo;

import static dev.senselink.batch.photo.PhotoAssert.assertPhoto;
import static dev.senselink.batch.photo.PhotoAssert.assertRefused;
import static dev.senselink.batch.photo.Pictures.FLAG;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.senselink.batch.photo.engine.OtherKinds;
import java.awt.Color;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every photo engine must do. A new engine adds a subclass, never a new promise. */
public abstract class PhotoEngineContract {

  private static final Color GREY = new Color(120, 120, 120);

  private PhotoEngine engine;

  public abstract PhotoEngine engine();

  public final PreparationResult prepare(byte[] bytes) {
    return prepare(bytes, PhotoLimits.standard());
  }

  final PreparationResult prepare(byte[] bytes, PhotoLimits limits) {
    engine = engine == null ? engine() : engine;
    return engine.prepare(new MemoryPhotoFile(bytes), limits);
  }

  public static Stream<Arguments> kinds() {
    BufferedImage flag = Pictures.flag();
    return Stream.of(
        arguments("baseline JPEG", Jpegs.baseline(flag)),
        arguments("progressive JPEG", Jpegs.progressive(flag)),
        arguments("CMYK JPEG", Jpegs.cmyk(flag)),
        arguments("YCCK JPEG", Jpegs.ycck(flag)),
        arguments("PNG", Pictures.write(flag, "png")),
        arguments("palette PNG", Pictures.write(Pictures.palette(), "png")),
        arguments("GIF", Pictures.write(Pictures.palette(), "gif")),
        arguments("BMP", Pictures.write(flag, "bmp")),
        arguments("palette BMP", Pictures.write(Pictures.palette(), "bmp")),
        arguments("packed BMP", OtherKinds.packedBmp(Pictures.palette())),
        arguments("TIFF", Pictures.write(flag, "tiff")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kinds")
  void every_kind_becomes_a_baseline_JPEG_of_the_same_look(String kind, byte[] bytes) {
    assertPhoto(prepare(bytes)).hasSize(Pictures.WIDTH, Pictures.HEIGHT).showsFlag().canGrow(false);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kinds")
  void a_file_cut_off_anywhere_is_refused(String kind, byte[] bytes) {
    for (int percent : new int[] {3, 10, 30, 50, 80, 97}) {
      byte[] cut = Arrays.copyOf(bytes, bytes.length * percent / 100);
      assertRefused(prepare(cut), PhotoRefusal.UNREADABLE);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kinds")
  void the_same_file_gives_the_same_bytes(String kind, byte[] bytes) {
    Photo photo = (Photo) prepare(bytes);

    assertThat(
            ((Photo) engine().prepare(new MemoryPhotoFile(bytes), PhotoLimits.standard())).jpeg())
        .isEqualTo(photo.jpeg());
    assertThat(photo.sourceSha256()).isEqualTo(SourceBytes.sha256(bytes));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kinds")
  void a_file_damaged_anywhere_never_raises_an_exception(String kind, byte[] bytes) {
    Random random = new Random(7);
    for (int i = 0; i < 150; i++) {
      byte[] damaged = bytes.clone();
      for (int hits = random.nextInt(4); hits >= 0; hits--) {
        damaged[random.nextInt(Math.min(damaged.length, 700))] = (byte) random.nextInt();
      }
      assertThat(prepare(damaged)).isNotNull();
    }
  }

  /** Packed as LZW and as ZIP, each colour told by its difference, as image programs write it. */
  @ParameterizedTest
  @ValueSource(ints = {5, 8})
  void a_TIFF_of_16_bits_is_read_however_it_is_packed(int packing) {
    byte[] tiff = OtherKinds.deepTiff(Pictures.flag(), packing);

    assertPhoto(prepare(tiff)).hasSize(Pictures.WIDTH, Pictures.HEIGHT).showsFlag();
    assertRefused(prepare(Arrays.copyOf(tiff, tiff.length / 2)), PhotoRefusal.UNREADABLE, "TIFF");
  }

  @Test
  void WebP_is_read() {
    assertPhoto(prepare(OtherKinds.webp(60, 40, FLAG[0]))).hasSize(60, 40).isAll(FLAG[0]);
  }

  @Test
  void a_WebP_cut_off_is_refused() {
    byte[] webp = OtherKinds.webp(60, 40, FLAG[0]);

    assertRefused(prepare(Arrays.copyOf(webp, webp.length - 3)), PhotoRefusal.UNREADABLE, "WEBP");
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 16})
  void grey_with_transparency_keeps_its_brightness(int bits) {
    byte[] png = Pictures.write(OtherKinds.greyAlpha(bits, 120, 255), "png");

    assertPhoto(prepare(png)).isAll(GREY);
  }

  @Test
  void grey_keeps_its_brightness() {
    BufferedImage grey =
        new BufferedImage(Pictures.WIDTH, Pictures.HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
    grey.getRaster().setSamples(0, 0, grey.getWidth(), grey.getHeight(), 0, all(120));

    assertPhoto(prepare(Pictures.write(grey, "png"))).isAll(GREY);
    assertPhoto(prepare(Jpegs.baseline(grey))).isAll(GREY);
  }

  @Test
  void sixteen_bits_become_eight() {
    for (String format : List.of("png", "tiff")) {
      assertPhoto(prepare(Pictures.write(OtherKinds.deepRgb(FLAG[2]), format))).isAll(FLAG[2]);
    }
  }

  @Test
  void transparency_becomes_white() {
    BufferedImage half =
        Pictures.flag(Pictures.WIDTH, Pictures.HEIGHT, BufferedImage.TYPE_INT_ARGB);
    for (int y = 0; y < Pictures.HEIGHT / 2; y++) {
      for (int x = 0; x < Pictures.WIDTH; x++) {
        half.setRGB(x, y, 0x00102030);
      }
    }

    assertPhoto(prepare(Pictures.write(half, "png")))
        .shows(Color.WHITE, Color.WHITE, FLAG[2], FLAG[3]);
    assertPhoto(prepare(Pictures.write(OtherKinds.greyAlpha(8, 0, 0), "png"))).isAll(Color.WHITE);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void every_orientation_is_turned_upright(int orientation) {
    BufferedImage stored = Pictures.storedAs(orientation);
    byte[] exif = Jpegs.exif(orientation);
    List<byte[]> files =
        List.of(
            Jpegs.withOrientation(Jpegs.baseline(stored), orientation),
            OtherKinds.pngWith(Pictures.write(stored, "png"), "eXIf", exif));

    for (byte[] file : files) {
      assertPhoto(prepare(file)).hasSize(Pictures.WIDTH, Pictures.HEIGHT).showsFlag();
    }
  }

  @Test
  void a_WebP_is_turned_upright() {
    byte[] lying = OtherKinds.webpWithOrientation(60, 40, FLAG[1], 6);

    assertPhoto(prepare(lying)).hasSize(40, 60).isAll(FLAG[1]);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 9, 4711})
  void an_orientation_that_does_not_exist_means_upright(int orientation) {
    byte[] file = Jpegs.withOrientation(Jpegs.baseline(Pictures.flag()), orientation);

    assertPhoto(prepare(file)).showsFlag();
  }

  @Test
  void damaged_metadata_harms_nothing() {
    byte[] jpeg = Jpegs.baseline(Pictures.flag());
    byte[] broken = "Exif\0\0MM\0*\377\377\377\377 nonsense".getBytes(ISO_8859_1);

    assertPhoto(prepare(Jpegs.with(jpeg, Jpegs.APP1, broken))).showsFlag();
    assertPhoto(prepare(Jpegs.withProfile(jpeg, "no profile".getBytes(ISO_8859_1)))).showsFlag();
    assertPhoto(prepare(Jpegs.with(jpeg, 0xED, new byte[70]))).showsFlag();
  }

  @Test
  void colours_come_from_the_embedded_profile() {
    byte[] linear = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
    Color dark = new Color(60, 60, 60);
    BufferedImage image = new BufferedImage(96, 64, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, 96, 64, all(dark.getRGB()), 0, 96);
    Color seen = new Color(133, 133, 133); // 255 * (1.055 * (60/255)^(1/2.4) - 0.055)

    assertPhoto(prepare(Jpegs.withProfile(Jpegs.baseline(image), linear))).isAll(seen);
    assertPhoto(prepare(OtherKinds.pngWithProfile(Pictures.write(image, "png"), linear)))
        .isAll(seen);
    assertPhoto(prepare(Jpegs.baseline(image))).isAll(dark);
  }

  @Test
  void a_photo_is_shrunk_to_the_long_side_and_can_grow() {
    byte[] file = Jpegs.baseline(Pictures.flag(1500, 1000, BufferedImage.TYPE_INT_RGB));

    assertPhoto(prepare(file)).hasSize(1080, 720).canGrow(true).showsFlag();
    assertPhoto(prepare(file, PhotoLimits.standard().doubled())).hasSize(1500, 1000).canGrow(false);
  }

  @Test
  void a_very_narrow_photo_keeps_a_pixel() {
    assertPhoto(prepare(Pictures.write(Pictures.noise(4000, 1), "png"))).hasSize(1080, 1);
  }

  @Test
  void a_large_photo_keeps_its_colours_though_not_every_pixel_is_decoded() {
    byte[] file = Jpegs.baseline(Pictures.flag(7200, 3600, BufferedImage.TYPE_3BYTE_BGR));

    assertPhoto(prepare(file, new PhotoLimits(300, 100_000))).hasSize(300, 150).showsFlag();
  }

  @Test
  void what_follows_the_end_of_a_picture_is_ignored() {
    byte[] jpeg = Jpegs.baseline(Pictures.flag());
    byte[] other = Jpegs.baseline(Pictures.noise(200, 200));

    assertPhoto(prepare(Jpegs.concat(jpeg, new byte[4096]))).showsFlag();
    assertPhoto(prepare(Jpegs.concat(jpeg, other))).showsFlag();
    assertPhoto(prepare(Jpegs.concat(Pictures.write(Pictures.flag(), "png"), other))).showsFlag();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_JPEG_cut_off_and_ended_properly_is_still_refused(boolean progressive) {
    BufferedImage noise = Pictures.noise(200, 200);
    byte[] jpeg = progressive ? Jpegs.progressive(noise) : Jpegs.baseline(noise);
    byte[] cut = Arrays.copyOf(jpeg, jpeg.length / 2);
    byte[] ended = Jpegs.concat(cut, new byte[] {0, (byte) 0xFF, (byte) 0xD9});

    assertRefused(prepare(ended), PhotoRefusal.UNREADABLE, "JPEG");
  }

  @Test
  void a_PNG_with_rows_missing_is_refused_though_its_checksums_are_right() {
    byte[] rows = new byte[101 * 60];
    new Random(3).nextBytes(rows);
    for (int row = 0; row < 60; row++) {
      rows[row * 101] = 0;
    }

    assertPhoto(prepare(OtherKinds.png(100, 60, rows)));
    assertRefused(prepare(OtherKinds.png(100, 90, rows)), PhotoRefusal.UNREADABLE);
  }

  @Test
  void a_PNG_with_a_wrong_checksum_is_refused() {
    byte[] png = Pictures.write(Pictures.noise(50, 50), "png");
    png[png.length - 20] ^= 1;

    assertRefused(prepare(png), PhotoRefusal.UNREADABLE, "PNG");
  }

  @Test
  void many_threads_get_what_one_gets() throws Exception {
    byte[] file = Jpegs.baseline(Pictures.flag(1500, 1000, BufferedImage.TYPE_INT_RGB));
    PreparationResult alone = prepare(file);
    var pool = Executors.newFixedThreadPool(4);
    try {
      for (Future<PreparationResult> each : pool.invokeAll(times(12, () -> prepare(file)))) {
        assertThat(each.get()).isEqualTo(alone);
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private static List<Callable<PreparationResult>> times(
      int count, Callable<PreparationResult> task) {
    return Stream.generate(() -> task).limit(count).toList();
  }

  private static int[] all(int value) {
    int[] values = new int[Pictures.WIDTH * Pictures.HEIGHT];
    Arrays.fill(values, value);
    return values;
  }

  @Test
  void a_framing_turns_the_upright_picture_and_then_cuts() {
    byte[] file = Jpegs.withOrientation(Jpegs.baseline(Pictures.storedAs(6)), 6);
    PhotoLimits limits = PhotoLimits.standard();

    assertPhoto(prepare(file, limits)).hasSize(96, 64).shows(FLAG);
    assertPhoto(prepare(file, limits.framed(Framing.turned(1))))
        .hasSize(64, 96)
        .shows(FLAG[2], FLAG[0], FLAG[3], FLAG[1]);
    assertPhoto(prepare(file, limits.framed(Framing.turned(2))))
        .hasSize(96, 64)
        .shows(FLAG[3], FLAG[2], FLAG[1], FLAG[0]);
    FaceBox lowerLeft = new FaceBox(0, 0.5, 0.5, 0.5);
    assertPhoto(prepare(file, limits.framed(Framing.WHOLE.cut(lowerLeft))))
        .hasSize(48, 32)
        .isAll(FLAG[2]);
    assertPhoto(prepare(file, limits.framed(Framing.turned(3).cut(lowerLeft))))
        .hasSize(32, 48)
        .isAll(FLAG[0]);
  }

  @Test
  void a_part_keeps_the_pixels_that_the_limits_leave_it_and_is_never_enlarged() {
    byte[] file = Jpegs.baseline(Pictures.flag(800, 400, BufferedImage.TYPE_INT_RGB));
    Framing quarter = Framing.WHOLE.cut(new FaceBox(0.5, 0, 0.5, 0.5));

    assertPhoto(prepare(file, new PhotoLimits(200, 500_000).framed(quarter)))
        .hasSize(200, 100)
        .canGrow(true)
        .isAll(FLAG[1]);
    assertPhoto(prepare(file, new PhotoLimits(1000, 500_000).framed(quarter)))
        .hasSize(400, 200)
        .canGrow(false);
  }
}
