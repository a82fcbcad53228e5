package dev.senselink.batch.cli.console;

import dev.senselink.batch.disk.FileExposure;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Why a file could not be opened, in words: the library's own message is often only its name. */
public final class FileErrorMessages {
  /** The system's own words, which Java hands on. */
  private static final String DISK_FULL = "No space left on device";

  private FileErrorMessages() {}

  /** How somebody else could change it; empty where nobody can, or where it cannot be told. */
  public static Optional<String> changeable(Path file) {
    try {
      return FileExposure.changeable(file);
    } catch (IOException e) {
      return Optional.empty(); // whoever opens it says why
    }
  }

  /** Of a file of which it may be that it is a folder. */
  public static String words(Path file, IOException e) {
    return Files.isDirectory(file) ? CliMessages.words("file.folder") : FileErrorMessages.words(e);
  }

  public static String words(IOException e) {
    if (e instanceof NoSuchFileException) {
      return CliMessages.words("file.none");
    }
    if (e instanceof AccessDeniedException) {
      return CliMessages.words("file.permission");
    }
    if (e instanceof CharacterCodingException) {
      return CliMessages.words("file.noUtf8");
    }
    String reason = e instanceof FileSystemException system ? system.getReason() : e.getMessage();
    if (reason == null) {
      return CliMessages.words("file.noFile");
    }
    return reason.equals(DISK_FULL) ? CliMessages.words("file.full") : reason;
  }
}
