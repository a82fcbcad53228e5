package dev.senselink.batch.photo.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.senselink.batch.fixture.OtherUser;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Where natives are unpacked: code from there is run. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "a folder has no such rights there")
class NativeLibraryFolderTest {

  private static final String LIBRARY = System.mapLibraryName("jnijavacpp");

  @TempDir Path folder;

  @Test
  void it_is_the_users_own() throws IOException {
    Path natives = NativeLibraryFolder.prepare(folder.resolve("cache/senselink-batch/natives"));

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(natives)))
        .isEqualTo("rwx------");
  }

  @Test
  void one_that_others_may_write_is_refused() throws IOException {
    Path natives = Files.createDirectory(folder.resolve("natives"));
    Files.setPosixFilePermissions(natives, PosixFilePermissions.fromString("rwxrwxrwx"));

    assertThatIOException()
        .isThrownBy(() -> NativeLibraryFolder.prepare(natives))
        .withMessageContaining("chmod 700");
  }

  @Test
  void another_user_s_is_refused() throws IOException {
    OtherUser.mustExist();
    Path natives = Files.createDirectory(folder.resolve("natives"));
    Files.setPosixFilePermissions(natives, PosixFilePermissions.fromString("rwx------"));
    OtherUser.owns(natives);

    assertThatIOException()
        .isThrownBy(() -> NativeLibraryFolder.prepare(natives))
        .withMessageContaining("somebody else");
  }

  /** As JavaCPP takes it: of the size and the time of the one that is packed. */
  @Test
  void a_library_that_is_not_as_packed_is_not_taken() throws Exception {
    String name = "org/bytedeco/javacpp/" + Loader.getPlatform() + "/" + LIBRARY;
    URL packed = Loader.class.getClassLoader().getResource(name);
    String jar =
        new File(((JarURLConnection) packed.openConnection()).getJarFile().getName()).getName();
    Path cached = folder.resolve(jar).resolve(name);
    Files.createDirectories(cached.getParent());
    byte[] right;
    try (InputStream in = packed.openStream()) {
      right = in.readAllBytes();
    }
    Path linked = Files.write(folder.resolve("elsewhere"), right);
    UnpackedLibraryCheck check = new UnpackedLibraryCheck(Loader.class.getClassLoader());

    Files.write(cached, right);
    check.check(folder);
    assertThat(cached).hasBinaryContent(right);

    byte[] wrong = right.clone();
    wrong[wrong.length - 1]++;
    Files.write(cached, wrong);
    check.check(folder);
    assertThat(cached).doesNotExist();

    Files.createSymbolicLink(cached, linked);
    check.check(folder);
    assertThat(cached).doesNotExist();
    assertThat(linked).exists(); // nobody's library
  }

  @Test
  void a_link_to_somewhere_else_is_refused() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("natives"), folder);

    assertThatIOException().isThrownBy(() -> NativeLibraryFolder.prepare(link));
  }

  @Test
  void the_place_is_the_systems_for_caches() {
    Path below = Path.of("senselink-batch", "natives");

    assertThat(NativeLibraryFolder.place(Map.of(), "/home/ana"))
        .isEqualTo(Path.of("/home/ana/.cache").resolve(below));
    assertThat(NativeLibraryFolder.place(Map.of("XDG_CACHE_HOME", "/var/cache/ana"), "/home/ana"))
        .isEqualTo(Path.of("/var/cache/ana").resolve(below));
    assertThat(NativeLibraryFolder.place(Map.of("XDG_CACHE_HOME", "here"), "/home/ana"))
        .isEqualTo(Path.of("/home/ana/.cache").resolve(below));
    assertThat(NativeLibraryFolder.place(Map.of("LOCALAPPDATA", "/c/local"), "/home/ana"))
        .isEqualTo(Path.of("/c/local").resolve(below));
  }
}
