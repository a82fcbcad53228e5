package dev.senselink.batch.report;

import dev.senselink.batch.outcome.Candidate;
import dev.senselink.batch.photo.PhotoLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The page's small pictures, made at once by several threads and in a limited time: a report
 * without pictures is a report, a report that never comes is none.
 */
final class Thumbnails {
  private static final int THREADS = Math.max(2, Runtime.getRuntime().availableProcessors());

  /** The server is slow rather than busy: more questions at once than cores. */
  private static final int QUESTIONS = 4;

  private final Map<String, String> photos = new ConcurrentHashMap<>();
  private final Map<Long, String> people = new ConcurrentHashMap<>();

  private Thumbnails() {}

  /** Makes the pictures of the rows that are to have any. */
  static Thumbnails of(Collection<PageRow> rows, Pictures pictures, Duration patience) {
    Thumbnails made = new Thumbnails();
    List<PageRow> pictured = rows.stream().filter(PageRow::pictured).toList();
    List<String> paths =
        pictured.stream()
            .map(row -> row.outcome().photo())
            .filter(path -> !path.isEmpty())
            .distinct()
            .toList();
    List<Long> ids =
        pictured.stream()
            .flatMap(row -> row.people().stream())
            .map(Candidate::id)
            .distinct()
            .toList();
    PhotoLimits limits = limits(paths.size() + ids.size());
    List<Callable<Void>> photoWork = new ArrayList<>();
    for (String path : paths) {
      photoWork.add(() -> keep(made.photos, path, pictures.ofPhoto(path, limits), limits));
    }
    List<Callable<Void>> personWork = new ArrayList<>();
    for (Long id : ids) {
      personWork.add(() -> keep(made.people, id, pictures.ofPerson(id, limits), limits));
    }
    made.make(photoWork, personWork, patience);
    return made;
  }

  /** Many pictures are smaller ones: together at most 4 MB of the page's 10. */
  private static PhotoLimits limits(int count) {
    return count <= 150
        ? new PhotoLimits(224, 16_000)
        : count <= 400 ? new PhotoLimits(144, 7_000) : new PhotoLimits(80, 2_000);
  }

  private static <K> @Nullable Void keep(
      Map<K, String> into, K key, byte @Nullable [] jpeg, PhotoLimits limits) {
    if (jpeg != null && jpeg.length <= limits.maxBytes()) {
      into.put(key, Base64.getEncoder().encodeToString(jpeg));
    }
    return null;
  }

  private void make(
      List<Callable<Void>> photoWork, List<Callable<Void>> personWork, Duration patience) {
    ExecutorService photoPool = pool(THREADS);
    ExecutorService personPool = pool(QUESTIONS);
    Thread asking = new Thread(() -> all(personPool, personWork, patience), "report-people");
    asking.setDaemon(true);
    asking.start();
    all(photoPool, photoWork, patience);
    try {
      asking.join(patience.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static ExecutorService pool(int threads) {
    return Executors.newFixedThreadPool(
        threads,
        task -> {
          Thread thread = new Thread(task, "report-picture");
          thread.setDaemon(true);
          return thread;
        });
  }

  private static void all(ExecutorService pool, List<Callable<Void>> work, Duration patience) {
    try {
      pool.invokeAll(work, patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      pool.shutdownNow();
    }
  }

  /** Base64 of the row's photo, {@code null} if there is none. */
  @Nullable String photo(String path) {
    return photos.get(path);
  }

  /** Base64 of the person's picture, {@code null} if there is none. */
  @Nullable String person(long id) {
    return people.get(id);
  }

  /** How many bytes the pictures take on the page. */
  long bytes() {
    return Stream.concat(photos.values().stream(), people.values().stream())
        .mapToLong(String::length)
        .sum();
  }
}
