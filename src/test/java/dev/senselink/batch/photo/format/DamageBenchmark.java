package dev.senselink.batch.photo.format;

import dev.senselink.batch.fixture.Benchmark;
import dev.senselink.batch.photo.JdkReader;
import dev.senselink.batch.photo.MemoryPhotoFile;
import dev.senselink.batch.photo.PhotoEngine;
import dev.senselink.batch.photo.PhotoLimits;
import dev.senselink.batch.photo.PhotoRefusal;
import dev.senselink.batch.photo.PhotoRefusedException;
import dev.senselink.batch.photo.engine.DamagedJpegs;
import dev.senselink.batch.photo.engine.DamagedJpegs.Damaged;
import dev.senselink.batch.photo.engine.OpenCvEngineTest;
import dev.senselink.batch.photo.engine.ThumbnailatorEngine;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * Who finds how many of 160 damaged JPEGs, and what it costs for a sound one of 12 MP.
 *
 * <pre>
 * mvn -q test -Dtest=DamageBenchmark    (-Dbench.seed=1)
 * </pre>
 */
@Benchmark
public class DamageBenchmark {

  private static final long SEED = Long.getLong("bench.seed", 1);
  private static final int ROUNDS = 40;

  @Test
  void who_finds_what() throws Exception {
    Map<String, Predicate<byte[]>> all = new LinkedHashMap<>();
    PhotoEngine fast = OpenCvEngineTest.load();
    PhotoEngine plain = new ThumbnailatorEngine();
    all.put("walk", DamageBenchmark::isFoundByWalk);
    all.put("JDK reader's warnings", file -> !JdkReader.warnings(file).isEmpty());
    all.put("both", all.get("walk").or(all.get("JDK reader's warnings")));
    all.put("engine opencv", file -> isRefused(fast, file));
    all.put("engine thumbnailator", file -> isRefused(plain, file));
    List<Damaged> damaged = DamagedJpegs.all(SEED);
    List<Damaged> visible = new ArrayList<>();
    for (Damaged each : damaged) {
      if (DamagedJpegs.isVisible(each)) {
        visible.add(each);
      }
    }
    all.forEach(
        (who, finds) ->
            System.out.printf(
                "%-22s refuses %3d of %d; of %d visibly broken takes %2d, %2d of them with a"
                    + " warning of libjpeg%n",
                who,
                damaged.stream().filter(each -> finds.test(each.bytes())).count(),
                damaged.size(),
                visible.size(),
                visible.stream().filter(each -> !finds.test(each.bytes())).count(),
                visible.stream()
                    .filter(each -> !finds.test(each.bytes()))
                    .filter(each -> !JdkReader.warnings(each.bytes()).isEmpty())
                    .count()));
  }

  @Test
  void what_it_costs() throws Exception {
    for (String kind : List.of("4:2:0", "4:4:4", "restarts", "progressive")) {
      byte[] file = DamagedJpegs.sound(kind, 0, 4000, 3000);
      System.out.printf(
          "12 MP %-12s %5d KB: walk %5.1f ms, JDK reader %6.1f ms of processor%n",
          kind,
          file.length / 1024,
          cpu(() -> JpegEntropyCheck.check(ScannedPicture.scan(file.clone()))),
          cpu(() -> JdkReader.read(file)));
    }
  }

  private static boolean isFoundByWalk(byte[] file) {
    try {
      JpegEntropyCheck.check(ScannedPicture.scan(file.clone()));
      return false;
    } catch (PhotoRefusedException e) {
      return true;
    }
  }

  private static boolean isRefused(PhotoEngine engine, byte[] file) {
    return engine.prepare(new MemoryPhotoFile(file.clone()), PhotoLimits.standard())
        instanceof PhotoRefusal;
  }

  private interface Work {
    void run() throws Exception;
  }

  /** The least of the later rounds, as others use the same processor. */
  private static double cpu(Work work) throws Exception {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    List<Long> times = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      long start = threads.getCurrentThreadCpuTime();
      work.run();
      times.add(threads.getCurrentThreadCpuTime() - start);
    }
    return Collections.min(times) / 1e6;
  }
}
