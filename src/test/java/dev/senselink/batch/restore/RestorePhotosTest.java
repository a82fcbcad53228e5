package dev.senselink.batch.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.BackedUp;
import dev.senselink.batch.fixture.Imported;
import dev.senselink.batch.fixture.Portraits;
import dev.senselink.batch.fixture.World;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A restored person has the very photo they had, and nobody asks the server about it. */
@Tag("slow")
class RestorePhotosTest {
  @RegisterExtension final World world = new World();

  private Path backup(byte[]... photos) {
    BackedUp backup = new BackedUp();
    for (int i = 1; i <= photos.length; i++) {
      backup
          .user(500 + i, "P" + i, "jobNumber", "E" + i, "photo", 500 + i + ".jpg")
          .photo(500 + i, photos[i - 1]);
    }
    return backup.write(world.folder("backup"));
  }

  private byte[] image(String name) {
    return world.image(world.person(name).avatarId());
  }

  /** The same picture with a segment that any encoding anew would drop. */
  private static byte[] withComment(byte[] jpeg) {
    byte[] comment = "taken at the gate".getBytes(StandardCharsets.US_ASCII);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(jpeg, 0, 2);
    out.writeBytes(new byte[] {(byte) 0xff, (byte) 0xfe, 0, (byte) (comment.length + 2)});
    out.writeBytes(comment);
    out.write(jpeg, 2, jpeg.length - 2);
    return out.toByteArray();
  }

  @Test
  void every_byte_of_a_photo_within_the_limits_is_sent_its_marks_included() {
    byte[] plain = Portraits.person(5, 800);
    byte[] marked = withComment(Portraits.person(6, 400));
    byte[] large = Portraits.person(7, 801);
    Path backup = backup(plain, marked, large);

    Imported run = world.restore(backup, "--photo-side", "800");

    assertThat(run.endings()).containsOnly("CREATED");
    assertThat(image("P1")).isEqualTo(plain);
    assertThat(image("P2")).isEqualTo(marked);
    assertThat(image("P3")).isNotEqualTo(large);
  }

  @Test
  void one_of_more_bytes_than_the_limit_is_made_smaller() {
    byte[] heavy = Portraits.person(7, 1_000);
    int limit = heavy.length / 1024 - 1;

    Imported run = world.restore(backup(heavy), "--photo-kb", String.valueOf(limit));

    assertThat(run.endings()).containsOnly("CREATED");
    assertThat(image("P1")).hasSizeLessThanOrEqualTo(limit * 1024).isNotEqualTo(heavy);
  }

  @Test
  void the_server_is_asked_about_photos_only_where_quality_is_named() {
    Path backup = backup(Portraits.person(5, 300), Portraits.faces(2, 300));

    Imported unasked = world.restore(backup);

    assertThat(unasked.calls("countFaces", "checkFaceQuality")).isEmpty();
    assertThat(unasked.endings()).as("the server decides").hasSize(2).startsWith("CREATED");
    world.people().forEach(p -> world.server().removePerson(p.id()));
    Imported off = world.restore(backup, "--quality", "off");
    assertThat(off.endings()).containsExactly("CREATED", "REJECTED_PHOTO MULTIPLE_FACES");
    assertThat(off.calls("countFaces")).hasSize(2);
    assertThat(off.calls("checkFaceQuality")).isEmpty();
    world.people().forEach(p -> world.server().removePerson(p.id()));
    Imported strict = world.restore(backup, "--quality", "strict");
    assertThat(strict.endings()).containsExactly("CREATED", "REJECTED_PHOTO MULTIPLE_FACES");
    assertThat(strict.calls("checkFaceQuality")).hasSize(1);
  }
}
