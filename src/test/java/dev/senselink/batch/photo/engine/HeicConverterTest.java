package dev.senselink.batch.photo.engine;

import static dev.senselink.batch.photo.PhotoAssert.assertPhoto;
import static dev.senselink.batch.photo.PhotoAssert.assertRefused;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.senselink.batch.photo.Jpegs;
import dev.senselink.batch.photo.MemoryPhotoFile;
import dev.senselink.batch.photo.Photo;
import dev.senselink.batch.photo.PhotoLimits;
import dev.senselink.batch.photo.PhotoRefusal;
import dev.senselink.batch.photo.Pictures;
import dev.senselink.batch.photo.PreparationResult;
import dev.senselink.batch.photo.SourceBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A converter of the user's is run as safely as a stranger's program can be. */
@Tag("slow")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the programs here are shell scripts")
class HeicConverterTest {

  private static final byte[] HEIC =
      "\0\0\0\30ftypheic\0\0\0\0mif1heic pixels".getBytes(ISO_8859_1);

  @TempDir Path folder;
  private Path good;

  @BeforeEach
  void a_photo_that_it_is_made_into() throws IOException {
    good = Files.write(folder.resolve("good photo.jpg"), Jpegs.baseline(Pictures.flag()));
  }

  @Test
  void what_it_writes_is_prepared() throws IOException {
    String program = script("test -s \"$1\" && cp '" + good + "' \"$2\"");

    Photo photo = (Photo) prepare(HeicConverter.of(program + " {in} {out}"));

    assertPhoto(photo).showsFlag();
    assertThat(photo.sourceSha256()).isEqualTo(SourceBytes.sha256(HEIC));
  }

  @Test
  void other_kinds_never_see_it() throws IOException {
    HeicConverter converter = HeicConverter.of(script("exit 9") + " {in} {out}");
    byte[] jpeg = Files.readAllBytes(good);

    assertPhoto(
            new ThumbnailatorEngine(converter, "")
                .prepare(new MemoryPhotoFile(jpeg), PhotoLimits.standard()))
        .showsFlag();
  }

  @Test
  void no_shell_reads_the_command() throws IOException {
    Path trap = folder.resolve("trap");
    String program = script("cp '" + good + "' \"$2\"; echo \"$3\" > '" + folder + "/third'");

    prepare(HeicConverter.of(program + " {in} {out} ';touch " + trap + " $HOME `id`'"));

    assertThat(trap).doesNotExist();
    assertThat(folder.resolve("third")).hasContent(";touch " + trap + " $HOME `id`");
  }

  @Test
  void its_files_are_private_and_gone_afterwards() throws IOException {
    Path seen = folder.resolve("seen");
    String program =
        script("dirname \"$1\" > '" + seen + "'; ls -ld . | cut -c1-10 >> '" + seen + "'");

    assertRefused(
        prepare(HeicConverter.of(program + " {in} {out}")), PhotoRefusal.HEIC, "wrote no");

    List<String> lines = Files.readAllLines(seen);
    assertThat(lines.get(1)).isEqualTo("drwx------");
    assertThat(Path.of(lines.get(0))).doesNotExist();
  }

  @Test
  void one_that_hangs_is_ended_with_its_children() throws Exception {
    Path child = folder.resolve("child");
    String program = script("sleep 600 & echo $! > '" + child + "'; wait");
    long start = System.nanoTime();

    HeicConverter converter = HeicConverter.of(program + " {in} {out}", Duration.ofSeconds(5));

    assertRefused(prepare(converter), PhotoRefusal.HEIC, "longer than 5 s");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(300));
    Optional<ProcessHandle> sleeper =
        ProcessHandle.of(Long.parseLong(Files.readString(child).strip()));
    if (sleeper.isPresent()) {
      assertThat(sleeper.get().onExit()).succeedsWithin(Duration.ofSeconds(120));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "exit 3                            | ended with code 3",
        "exit 0                            | wrote no",
        "head -c 60000000 /dev/zero > \"$2\" | acceptable size",
        "cp \"$1\" \"$2\"                      | acceptable size"
      })
  void what_fails_is_told(String body, String word) throws IOException {
    assertRefused(prepare(HeicConverter.of(script(body) + " {in} {out}")), PhotoRefusal.HEIC, word);
  }

  @Test
  void a_program_that_is_not_there_is_told() {
    assertRefused(
        prepare(HeicConverter.of("/nowhere/convert {in} {out}")),
        PhotoRefusal.HEIC,
        "cannot be run");
  }

  @Test
  void what_it_writes_is_judged_like_any_picture() throws IOException {
    String program = script("head -c 300 '" + good + "' > \"$2\"");

    assertRefused(
        prepare(HeicConverter.of(program + " {in} {out}")), PhotoRefusal.UNREADABLE, "JPEG");
  }

  @ParameterizedTest
  @CsvSource({"heif-convert {in},{out}", "heif-convert {out},{in}", "{in} {out} 'open,quote"})
  void a_command_that_cannot_be_right_is_refused_at_once(String command, String word) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HeicConverter.of(command.replace("open", "open ")))
        .withMessageContaining(word);
  }

  private PreparationResult prepare(HeicConverter converter) {
    return new ThumbnailatorEngine(converter, "")
        .prepare(new MemoryPhotoFile(HEIC), PhotoLimits.standard());
  }

  private String script(String body) throws IOException {
    Path script = folder.resolve("convert it.sh");
    Files.writeString(script, "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    return "\"" + script + "\"";
  }
}
