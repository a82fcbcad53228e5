package dev.senselink.batch.endurance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.senselink.batch.fixture.Night;
import dev.senselink.batch.fixture.Program;
import dev.senselink.batch.fixture.Staff;
import dev.senselink.batch.fixture.Until;
import dev.senselink.batch.sandbox.fault.CallLatency;
import dev.senselink.batch.sandbox.fault.SandboxSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** E22: the disk that holds the data folder is full in the middle of a run. */
@Tag("slow")
@DisabledOnOs(OS.WINDOWS)
class FullDiskTest {
  private static final int ROWS = 100;
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int BLOCK = 4_096;

  @TempDir Path folder;

  @Test
  void a_disk_that_is_full_stops_the_run_and_room_lets_it_go_on() throws Exception {
    try (Night night = night();
        SmallDisk disk = SmallDisk.at(night.data())) {
      Program first = night.start();
      assertThat(Until.within(PATIENCE, () -> night.peopleTouched() >= 20 || !first.isAlive()))
          .isTrue();
      disk.fill();

      assertThat(first.exit(PATIENCE)).as(first.errors()).isEqualTo(4);
      assertThat(first.errors() + first.output()).contains("is the disk full? Free some space");
      long sent = night.sandbox().commits().size();
      assertThat(sent).as("people made before the disk was full").isLessThan(ROWS);

      disk.makeRoom();
      assertThat(night.work().exit()).isEqualTo(3);
      assertThat(night.morning().complaints()).isEmpty();
      assertThat(night.morning().done()).isEqualTo(ROWS);
      assertThat(night.openIntents()).isZero();
    }
  }

  private Night night() throws Exception {
    Night night =
        Night.with(
            folder,
            SandboxSettings.standard().withLatency(CallLatency.fixed(Duration.ofMillis(60))));
    night.roster(Staff.of(ROWS));
    return night;
  }

  /** A file system of a few megabytes, in memory. */
  private record SmallDisk(Path at) implements AutoCloseable {
    static SmallDisk at(Path folder) throws IOException, InterruptedException {
      Files.createDirectories(folder);
      boolean mounted =
          ran("mount", "-t", "tmpfs", "-o", "size=32m,mode=0700", "tmpfs", folder.toString());
      assumeTrue(mounted, "only the administrator can mount a small file system here");
      return new SmallDisk(folder);
    }

    private static boolean ran(String... command) throws IOException, InterruptedException {
      try {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor()
            == 0;
      } catch (IOException e) {
        return false; // there is no such command
      }
    }

    private Path filler() {
      return at.resolve("filler");
    }

    void fill() throws IOException {
      try (OutputStream out = Files.newOutputStream(filler())) {
        byte[] block = new byte[BLOCK];
        while (true) {
          out.write(block);
        }
      } catch (IOException e) {
        assertThat(Files.getFileStore(at).getUsableSpace()).isLessThan(BLOCK);
      }
    }

    void makeRoom() throws IOException {
      Files.delete(filler());
    }

    @Override
    public void close() throws IOException, InterruptedException {
      ran("umount", "-l", at.toString());
    }
  }
}
