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
      return "there is no such file or folder; check the path";
    }
    if (e instanceof AccessDeniedException) {
      return "this user has no permission; change the file's mode or owner";
    }
    if (e instanceof CharacterCodingException) {
      return "it is not UTF-8 text; save it again as UTF-8";
    }
    String reason = e instanceof FileSystemException system ? system.getReason() : e.getMessage();
    return reason == null ? "it is no file that can be opened" : reason;
  }
}
