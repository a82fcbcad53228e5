package dev.senselink.batch.console.imports;

import dev.senselink.batch.console.mend.MendPlace;
import dev.senselink.batch.console.page.RandomId;
import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.ledger.store.LedgerException;
import dev.senselink.batch.machine.Machine;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The imports that people are at work on, each in a folder of its own below the data folder. An id
 * from a request leads to one of them or to nothing. Safe between threads.
 */
final class ImportDrafts {
  /** One that was never started goes when nobody has touched it for so long. */
  static final Duration KEPT = Duration.ofDays(7);

  /** One that was started: its photos are asked for as long as its run may be continued. */
  static final Duration KEPT_STARTED = Duration.ofDays(30);

  private static final String FILE = "import.json";

  private final Path data;
  private final Path folder;
  private final Machine machine;

  ImportDrafts(Path data, Machine machine) {
    this.data = data;
    this.folder = data.resolve("console").resolve("imports");
    this.machine = machine;
  }

  /** Begins one, or leaves it as it is if it was begun before. */
  synchronized void begin(String id, boolean guests) throws IOException {
    if (RandomId.isOne(id) && find(id).isEmpty()) {
      prune();
      PrivateFiles.folder(folder.resolve(id));
      write(ImportDraft.begun(id, guests, machine.wall().instant().toString()));
    }
  }

  Optional<ImportDraft> find(String id) {
    if (!RandomId.isOne(id)) {
      return Optional.empty();
    }
    try {
      String text = Files.readString(folder.resolve(id).resolve(FILE));
      return Optional.of(JsonMapper.shared().readValue(text, ImportDraft.class));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException | JacksonException e) {
      throw new LedgerException(
          LedgerException.Kind.BROKEN, folder.resolve(id).resolve(FILE).toString(), e);
    }
  }

  /** Changes one as it is by now; does nothing if it has gone meanwhile. */
  synchronized void change(String id, UnaryOperator<ImportDraft> how) {
    find(id).map(how).ifPresent(this::write);
  }

  private void write(ImportDraft draft) {
    try {
      PrivateFiles.write(place(draft).resolve(FILE), JsonMapper.shared().writeValueAsString(draft));
    } catch (IOException e) {
      throw new LedgerException(LedgerException.Kind.BROKEN, place(draft).toString(), e);
    }
  }

  /** All of them, the newest first. */
  List<ImportDraft> all() {
    List<ImportDraft> all = new ArrayList<>();
    for (Path one : folders()) {
      find(String.valueOf(one.getFileName())).ifPresent(all::add);
    }
    all.sort(Comparator.comparing(ImportDraft::made).reversed());
    return all;
  }

  private List<Path> folders() {
    List<Path> all = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> found = Files.newDirectoryStream(folder)) {
        found.forEach(all::add);
      } catch (IOException e) {
        throw new LedgerException(LedgerException.Kind.BROKEN, folder.toString(), e);
      }
    }
    return all;
  }

  /** Forgets one with all that was uploaded for it. */
  synchronized void remove(ImportDraft draft) throws IOException {
    PrivateFiles.remove(place(draft));
  }

  /** Forgets those that nobody has touched for too long. */
  private void prune() throws IOException {
    Instant now = machine.wall().instant();
    for (Path one : folders()) {
      boolean started =
          find(String.valueOf(one.getFileName())).filter(d -> d.started().exists()).isPresent();
      Instant before = now.minus(started ? KEPT_STARTED : KEPT);
      Path file = one.resolve(FILE);
      Path judged = Files.exists(file) ? file : one;
      if (Files.getLastModifiedTime(judged).toInstant().isBefore(before)) {
        PrivateFiles.remove(one);
      }
    }
  }

  /** How much the disk takes; negative beyond all measure. */
  long usableSpace() {
    return data.toFile().getUsableSpace();
  }

  /** The data folder, whose key proves plans. */
  Path data() {
    return data;
  }

  /** The folder of one. */
  Path place(ImportDraft draft) {
    return folder.resolve(draft.id()).toAbsolutePath().normalize();
  }

  /** A text in which files of an import are told by their names, not by where they lie. */
  String named(ImportDraft draft, String text) {
    return text.replace(place(draft) + File.separator, "");
  }

  /** Its list. */
  Path list(ImportDraft draft) {
    return place(draft).resolve("list").resolve(draft.list());
  }

  /** Its photos: a folder. */
  Path photos(ImportDraft draft) {
    return place(draft).resolve("photos");
  }

  /** Its photos: a zip. */
  Path zip(ImportDraft draft) {
    return place(draft).resolve("photos.zip");
  }

  /** Where its photos are, {@code null} if it has none. */
  @Nullable Path photosOf(ImportDraft draft) {
    if (Files.exists(zip(draft))) {
      return zip(draft);
    }
    return Files.isDirectory(photos(draft)) ? photos(draft) : null;
  }

  /** Files of it that have not come whole yet. */
  Path incoming(ImportDraft draft) {
    return place(draft).resolve("incoming");
  }

  /** What would be done. */
  Path plan(ImportDraft draft) {
    return place(draft).resolve("plan");
  }

  /** What is corrected in its list. */
  Path corrections(ImportDraft draft) {
    return MendPlace.corrections(place(draft));
  }

  /** Whether something is corrected. */
  boolean hasCorrections(ImportDraft draft) throws IOException {
    Path corrections = corrections(draft);
    return Files.exists(corrections) && Files.size(corrections) > 0;
  }

  /** What was corrected in a list is not applied to another; it stays to be offered for it. */
  void setCorrectionsAside(ImportDraft draft) throws IOException {
    if (hasCorrections(draft)) {
      Files.move(
          corrections(draft), MendPlace.earlier(place(draft)), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** What was checked is not what is there now: neither plan nor findings count any more. */
  void forgetCheck(ImportDraft draft) throws IOException {
    Files.deleteIfExists(plan(draft));
    PrivateFiles.remove(check(draft));
  }

  /** The report of its check. */
  Path check(ImportDraft draft) {
    return place(draft).resolve("check");
  }

  /** Which one a roster was uploaded for. */
  Optional<ImportDraft> ofRoster(String roster) {
    for (ImportDraft draft : all()) {
      if (!draft.list().isEmpty() && roster.equals(list(draft).toString())) {
        return Optional.of(draft);
      }
    }
    return Optional.empty();
  }
}
