package dev.senselink.batch.cli.option;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.disk.FileExposure;
import dev.senselink.batch.ledger.FaceVerdictFile;
import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.machine.Machine;
import dev.senselink.batch.photo.FaceFindings;
import dev.senselink.batch.photo.face.FaceMemory;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where state is, for commands that talk to no server. */
public final class DataFolderOptions {
  @Option(names = "--data", paramLabel = "DIR")
  @Nullable Path data;

  public Path folder() {
    return ofOurs(place());
  }

  /** The same, whoever owns it: to be looked at only. */
  public Path place() {
    return data != null ? data : DataFolder.standard(System.getenv());
  }

  /**
   * What was seen in photos before, as far as the folder is nobody else's.
   *
   * @param anew whether all of it is to be seen anew
   */
  public FaceMemory faces(boolean anew) {
    FaceMemory kept = new FaceVerdictFile(this::ownPlace, Machine.real());
    return anew ? new FreshFaceMemory(kept) : kept;
  }

  private @Nullable Path ownPlace() {
    try {
      return foreign(place()).isEmpty() ? place() : null;
    } catch (IOException e) {
      return null;
    }
  }

  /** Knows nothing of before, and keeps what is seen now. */
  private record FreshFaceMemory(FaceMemory kept) implements FaceMemory {
    @Override
    public @Nullable FaceFindings find(String what) {
      return null;
    }

    @Override
    public void remember(String what, FaceFindings seen) {
      kept.remember(what, seen);
    }
  }

  /**
   * The folder, if no other user could have laid there what is taken for this program's own.
   *
   * @throws UsageException if one could
   */
  public static Path ofOurs(Path folder) {
    try {
      Optional<String> why = foreign(folder);
      if (why.isPresent()) {
        throw new UsageException(words("option.data.foreign", folder, why.get()));
      }
      return folder;
    } catch (IOException e) {
      return folder; // whoever opens it says why it cannot be opened
    }
  }

  /**
   * How others could lay something there, or did while they could: the database's own files are
   * obeyed like a program.
   */
  public static Optional<String> foreign(Path folder) throws IOException {
    Optional<String> why = FileExposure.changeableFolder(folder);
    for (Path part : List.of(folder, folder.resolve("db"))) {
      if (why.isEmpty() && Files.isDirectory(part)) {
        why = foreignIn(part);
      }
    }
    return why;
  }

  private static Optional<String> foreignIn(Path folder) throws IOException {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
      for (Path path : all) {
        Optional<String> why = FileExposure.laidByOthers(path);
        if (why.isPresent()) {
          return why.map(how -> path.getFileName() + ": " + how);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return Optional.empty();
  }
}
