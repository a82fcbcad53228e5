package dev.senselink.batch.photo;

import static dev.senselink.batch.photo.PhotoAssert.assertPhoto;
import static dev.senselink.batch.photo.PhotoAssert.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.photo.engine.DamagedJpegs;
import dev.senselink.batch.photo.engine.DamagedJpegs.Damaged;
import dev.senselink.batch.photo.engine.OpenCvEngineTest;
import dev.senselink.batch.photo.engine.ThumbnailatorEngine;
import dev.senselink.batch.photo.format.DamageBenchmark;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JPEGs whose coded pixels were overwritten here and there; see {@link DamageBenchmark}. */
@Tag("slow")
class DamagedJpegsTest {

  /** Of 104 that show it; of 20 of these libjpeg says nothing. */
  private static final int MOST_MISSED = 13;

  private final PhotoEngine fast = OpenCvEngineTest.load();
  private final PhotoEngine plain = new ThumbnailatorEngine();

  @Test
  void what_libjpeg_warns_of_is_refused_by_both_engines_and_most_of_the_rest() throws IOException {
    List<String> missed = new ArrayList<>();
    for (Damaged damaged : DamagedJpegs.all(1)) {
      PreparationResult one = prepare(fast, damaged.bytes());
      PreparationResult other = prepare(plain, damaged.bytes());

      assertThat(one instanceof Photo).as(damaged.name()).isEqualTo(other instanceof Photo);
      if (one instanceof Photo) {
        assertThat(JdkReader.warnings(damaged.bytes())).as(damaged.name()).isEmpty();
        if (DamagedJpegs.isVisible(damaged)) {
          missed.add(damaged.name());
        }
      } else {
        assertRefused(one, PhotoRefusal.UNREADABLE, "damaged");
        assertThat(other).as(damaged.name()).isEqualTo(one);
      }
    }
    assertThat(missed).hasSizeLessThanOrEqualTo(MOST_MISSED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"4:2:0", "4:4:4", "restarts", "progressive"})
  void a_sound_one_is_taken(String kind) {
    assertPhoto(prepare(fast, DamagedJpegs.sound(kind, 3)));
    assertPhoto(prepare(plain, DamagedJpegs.sound(kind, 3)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"4:2:0", "4:4:4", "restarts", "progressive"})
  void half_the_height_is_refused(String kind) {
    byte[] sound = DamagedJpegs.sound(kind, 0);
    byte[] halved = Jpegs.claiming(sound, DamagedJpegs.WIDTH, DamagedJpegs.HEIGHT / 2);

    assertRefused(prepare(fast, halved), PhotoRefusal.UNREADABLE, "JPEG", "damaged");
    assertRefused(prepare(plain, halved), PhotoRefusal.UNREADABLE, "JPEG", "damaged");
  }

  @Test
  void a_restart_marker_out_of_turn_is_refused() {
    byte[] sound = DamagedJpegs.sound("restarts", 0);
    int at = Jpegs.firstScan(sound);
    while (sound[at] != -1 || (sound[at + 1] & 0xFF) != 0xD2) {
      at++;
    }
    sound[at + 1] = (byte) 0xD4;

    assertRefused(prepare(fast, sound), PhotoRefusal.UNREADABLE, "JPEG", "damaged");
    assertRefused(prepare(plain, sound), PhotoRefusal.UNREADABLE, "JPEG", "damaged");
  }

  @Test
  void bytes_behind_the_pixels_are_padding_if_few_and_pixels_if_many() {
    assertPhoto(prepare(fast, padded(7)));
    assertPhoto(prepare(plain, padded(7)));
    for (int many : new int[] {9, 18_140}) {
      assertRefused(prepare(fast, padded(many)), PhotoRefusal.UNREADABLE, "JPEG", "damaged");
      assertRefused(prepare(plain, padded(many)), PhotoRefusal.UNREADABLE, "JPEG", "damaged");
    }
  }

  @Test
  void nothing_of_the_decoder_reaches_the_users_terminal() throws Exception {
    String said = ChildJvm.run(Quiet.class, List.of(), "C.UTF-8", "-");

    assertThat(said).isEqualTo("prepared 165");
  }

  /** Prepares the damaged and some odd files in a process of its own. */
  static final class Quiet {
    public static void main(String[] none) {
      List<byte[]> files =
          new ArrayList<>(DamagedJpegs.all(2).stream().map(Damaged::bytes).toList());
      byte[] sound = DamagedJpegs.sound("4:2:0", 0);
      byte[] adobe = {'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 7};
      byte[] unmarked =
          Jpegs.concat(Arrays.copyOf(sound, 2), Arrays.copyOfRange(sound, 20, sound.length));
      files.add(Jpegs.with(unmarked, Jpegs.APP14, adobe));
      files.add(ofLaterVersion(sound));
      files.add(Jpegs.claiming(sound, 470, 640));
      files.add(padded(7));
      files.add(damagedWebp());
      files.forEach(file -> prepare(OpenCvEngineTest.load(), file));
      System.out.print("prepared " + files.size());
    }

    private static byte[] damagedWebp() {
      try (InputStream in = DamagedJpegsTest.class.getResourceAsStream("webp/drawn-75.webp")) {
        byte[] webp = Objects.requireNonNull(in).readAllBytes();
        Arrays.fill(webp, webp.length / 4, webp.length, (byte) 0xA5);
        return webp;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** The mark of JFIF is the first segment. */
    private static byte[] ofLaterVersion(byte[] sound) {
      byte[] later = sound.clone();
      later[11] = 9;
      return later;
    }
  }

  private static byte[] padded(int count) {
    byte[] sound = DamagedJpegs.sound("4:2:0", 0);
    byte[] padding = new byte[count];
    Arrays.fill(padding, (byte) 7);
    byte[] open = Jpegs.concat(Arrays.copyOf(sound, sound.length - 2), padding);
    return Jpegs.concat(open, new byte[] {-1, (byte) 0xD9});
  }

  private static PreparationResult prepare(PhotoEngine engine, byte[] file) {
    return engine.prepare(new MemoryPhotoFile(file.clone()), PhotoLimits.standard());
  }
}
