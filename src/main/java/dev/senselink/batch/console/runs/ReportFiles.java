package dev.senselink.batch.console.runs;

import static dev.senselink.batch.console.page.ConsoleMessages.words;

import dev.senselink.batch.report.StoredReport;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * The files of a run's report, by name. Only these names, only in the folder that says itself that
 * it is of this run, and no links: what else lies there is nobody's business here.
 */
public final class ReportFiles {
  /** In the order in which a person wants them. */
  private static final List<String> NAMES =
      List.of(
          "report.html",
          "report.xlsx",
          "rejected.xlsx",
          "conflicts.xlsx",
          "mended.xlsx",
          "leavers.xlsx",
          "changes.xlsx",
          "results.csv",
          "rejected.csv",
          "conflicts.csv",
          "mended.csv",
          "photo-pairs.csv",
          "leavers.csv",
          "changes.csv",
          "ended.csv",
          "summary.json");

  private final @Nullable Path folder;

  private ReportFiles(@Nullable Path folder) {
    this.folder = folder;
  }

  /** Those of a run: none where its folder is another's by now. */
  public static ReportFiles of(RunCatalog.Entry run) {
    try {
      Path report = Path.of(run.report());
      return new ReportFiles(StoredReport.isOf(report, run.id()) ? report : null);
    } catch (InvalidPathException e) {
      return new ReportFiles(null); // a path where it was written: in another encoding, maybe
    }
  }

  /** None at all. */
  public static ReportFiles none() {
    return new ReportFiles(null);
  }

  /** Those of a folder that the console itself has named. */
  public static ReportFiles in(Path folder) {
    return new ReportFiles(folder);
  }

  /** Links to those that are there, as pages show them. */
  public List<Map<String, Object>> links(String address) {
    return names().stream()
        .map(
            name ->
                Map.<String, Object>of(
                    "name",
                    name,
                    "path",
                    address + name,
                    "what",
                    words("file." + name.replace('.', '-'))))
        .toList();
  }

  /** A file to be kept: it is never shown within the console. */
  public static ResponseEntity<Resource> download(Path file, String name) {
    HttpHeaders headers = new HttpHeaders();
    headers.setContentType(MediaType.APPLICATION_OCTET_STREAM);
    headers.setContentDisposition(ContentDisposition.attachment().filename(name).build());
    return ResponseEntity.ok().headers(headers).body(new FileSystemResource(file));
  }

  /** The names of those that are there. */
  public List<String> names() {
    return NAMES.stream().filter(name -> find(name).isPresent()).toList();
  }

  /** One of them. */
  public Optional<Path> find(String name) {
    if (!NAMES.contains(name) || folder == null) {
      return Optional.empty();
    }
    Path file = folder.resolve(name);
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        ? Optional.of(file)
        : Optional.empty();
  }
}
