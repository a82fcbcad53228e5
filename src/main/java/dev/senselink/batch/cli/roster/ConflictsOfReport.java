package dev.senselink.batch.cli.roster;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.outcome.Decision;
import dev.senselink.batch.roster.conflicts.ConflictLine;
import dev.senselink.batch.roster.conflicts.ConflictsFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;

/** Which of a report's two files of conflicts somebody has filled in. */
final class ConflictsOfReport {
  private ConflictsOfReport() {}

  /**
   * The file to be carried out: the one that was named, or of a report folder the one with
   * decisions in it.
   *
   * @throws UsageException if there is none, or if both have decisions and not the same
   */
  static Path in(Path named) {
    if (!Files.isDirectory(named)) {
      return named;
    }
    Path book = named.resolve("conflicts.xlsx");
    Path text = named.resolve("conflicts.csv");
    if (!Files.exists(book) && !Files.exists(text)) {
      throw new UsageException(words("resolve.noReport", named));
    }
    Set<Decided> inBook = decisions(book);
    Set<Decided> inText = decisions(text);
    if (!inBook.isEmpty() && !inText.isEmpty() && !inBook.equals(inText)) {
      throw new UsageException(words("resolve.both", book, text));
    }
    return inText.isEmpty() && Files.exists(book) ? book : text;
  }

  /** What is decided about a candidate of a row. */
  private record Decided(String line, String rowHash, String candidate, String decision) {}

  private static Set<Decided> decisions(Path file) {
    if (!Files.exists(file)) {
      return Set.of();
    }
    return ConflictsFile.read(file, String.valueOf(file.getFileName())).lines().stream()
        .filter(line -> !line.decision().isEmpty())
        .map(ConflictsOfReport::decided)
        .collect(Collectors.toSet());
  }

  private static Decided decided(ConflictLine line) {
    String word = Decision.of(line.decision()).map(Decision::word).orElse(line.decision());
    return new Decided(line.line(), line.rowHash(), line.candidateId(), word);
  }
}
