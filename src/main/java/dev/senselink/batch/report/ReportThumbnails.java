package dev.senselink.batch.report;

import dev.senselink.batch.machine.Deadline;
import dev.senselink.batch.machine.Machine;
import dev.senselink.batch.machine.Promise;
import dev.senselink.batch.machine.TaskPool;
import dev.senselink.batch.machine.WaitingLine;
import dev.senselink.batch.photo.PhotoLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The report's small pictures, made at once by several threads and in a limited time: a report
 * without pictures is a report, a report that never comes is none. Each is made once, however many
 * files show it.
 */
final class ReportThumbnails {
  private static final int THREADS = Math.max(2, Runtime.getRuntime().availableProcessors());

  /** The server is slow rather than busy: more questions at once than cores. */
  private static final int QUESTIONS = 4;

  private final Map<String, byte[]> photos = new ConcurrentHashMap<>();
  private final Map<String, byte[]> sent = new ConcurrentHashMap<>();
  private final Map<Long, byte[]> people = new ConcurrentHashMap<>();
  private final List<Supplier<@Nullable Void>> photoWork = new ArrayList<>();
  private final List<Supplier<@Nullable Void>> personWork = new ArrayList<>();

  private ReportThumbnails() {}

  /**
   * Makes the pictures of the page and then those that only the workbook shows.
   *
   * @param page what the page shows: its size depends on theirs
   * @param book what the workbook shows
   */
  static ReportThumbnails of(
      ReportFaces page, ReportFaces book, ReportPictures pictures, Duration patience) {
    ReportThumbnails made = new ReportThumbnails();
    made.plan(page, pictures);
    made.plan(book.without(page), pictures);
    made.make(pictures.machine(), patience);
    return made;
  }

  private void plan(ReportFaces faces, ReportPictures pictures) {
    PhotoLimits limits = limits(faces.count());
    for (String path : faces.photos()) {
      photoWork.add(() -> keep(photos, path, pictures.ofPhoto(path, limits), limits));
    }
    for (String path : faces.sent()) {
      photoWork.add(() -> keep(sent, path, pictures.ofPhotoAsSent(path, limits), limits));
    }
    for (Long id : faces.people()) {
      personWork.add(() -> keep(people, id, pictures.ofPerson(id, limits), limits));
    }
  }

  /** Many pictures are smaller ones: together at most 4 MB of the page's 10. */
  private static PhotoLimits limits(int count) {
    return count <= 150
        ? new PhotoLimits(224, 16_000)
        : count <= 400 ? new PhotoLimits(144, 7_000) : new PhotoLimits(80, 2_000);
  }

  private static <K> @Nullable Void keep(
      Map<K, byte[]> into, K key, byte @Nullable [] jpeg, PhotoLimits limits) {
    if (jpeg != null && jpeg.length <= limits.maxBytes()) {
      into.put(key, jpeg);
    }
    return null;
  }

  private void make(Machine machine, Duration patience) {
    Deadline over = Deadline.in(machine, patience);
    WaitingLine<Promise<Void>> made = new WaitingLine<>(machine);
    try (TaskPool photoPool = new TaskPool(machine, "report-picture", THREADS);
        TaskPool personPool = new TaskPool(machine, "report-person", QUESTIONS)) {
      photoWork.forEach(work -> photoPool.submit(work, made::add));
      personWork.forEach(work -> personPool.submit(work, made::add));
      int left = photoWork.size() + personWork.size();
      while (left > 0 && made.poll(over.left()) != null) {
        left--;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The row's photo as a small JPEG, {@code null} if there is none. */
  byte @Nullable [] photo(String path) {
    return photos.get(path);
  }

  /** The row's photo as it was sent; {@code null} if it was sent as it is, or there is none. */
  byte @Nullable [] asSent(String path) {
    return sent.get(path);
  }

  /** The person's picture as a small JPEG, {@code null} if there is none. */
  byte @Nullable [] person(long id) {
    return people.get(id);
  }

  /** How many bytes these pictures take on the page, as Base64. */
  long bytesOnPage(ReportFaces faces) {
    return Stream.of(
            faces.photos().stream().map(photos::get),
            faces.sent().stream().map(sent::get),
            faces.people().stream().map(people::get))
        .flatMap(all -> all)
        .filter(jpeg -> jpeg != null)
        .mapToLong(jpeg -> (jpeg.length + 2L) / 3 * 4)
        .sum();
  }
}
