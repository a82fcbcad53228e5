package dev.senselink.batch.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Why a file could not be opened, in words: the library's own message is often only its name. */
final class FileTrouble {
  private FileTrouble() {}

  static String words(IOException e) {
    if (e instanceof NoSuchFileException) {
      return Words.words("file.none");
    }
    if (e instanceof AccessDeniedException) {
      return Words.words("file.permission");
    }
    if (e instanceof CharacterCodingException) {
      return Words.words("file.noUtf8");
    }
    String reason = e instanceof FileSystemException system ? system.getReason() : e.getMessage();
    return reason == null ? Words.words("file.noFile") : reason;
  }
}
