package dev.senselink.batch.photo.folder;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * File names as text, and back. Under a plain C locale the JDK shows every Chinese file name as
 * question marks; its URIs still carry the bytes as they are on the disk, so those are read.
 */
final class DiskFileNames {

  private static final List<Charset> ENCODINGS = List.of(UTF_8, Charset.forName("GB18030"));

  private DiskFileNames() {}

  /** The path below the root, with {@code /} between its parts. */
  static String text(Path root, Path file) {
    String text =
        root.relativize(file).toString().replace(root.getFileSystem().getSeparator(), "/");
    if (text.indexOf('\uFFFD') < 0) {
      return text;
    }
    byte[] bytes = bytes(file.toUri().getRawPath().substring(root.toUri().getRawPath().length()));
    return ENCODINGS.stream().flatMap(e -> strict(bytes, e).stream()).findFirst().orElse(text);
  }

  /** The file that {@link #text} named, whatever its bytes on the disk are. */
  static Path file(Path root, String text) throws NoSuchFileException {
    try {
      Path file = root.resolve(text);
      if (Files.exists(file)) {
        return file;
      }
    } catch (InvalidPathException unmappable) {
      // This locale has no such characters: only the bytes lead there.
    }
    return ENCODINGS.stream()
        .map(encoding -> Path.of(URI.create(root.toUri() + escaped(text.getBytes(encoding)))))
        .filter(Files::exists)
        .findFirst()
        .orElseThrow(() -> new NoSuchFileException(text));
  }

  /** Empty if the bytes are not text in this encoding. */
  static Optional<String> strict(byte[] bytes, Charset encoding) {
    try {
      return Optional.of(encoding.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException otherEncoding) {
      return Optional.empty();
    }
  }

  private static byte[] bytes(String escaped) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < escaped.length(); i++) {
      if (escaped.charAt(i) == '%') {
        bytes.write(Integer.parseInt(escaped, i + 1, i + 3, 16));
        i += 2;
      } else {
        bytes.write(escaped.charAt(i));
      }
    }
    return bytes.toByteArray();
  }

  private static String escaped(byte[] bytes) {
    StringBuilder escaped = new StringBuilder();
    for (byte b : bytes) {
      boolean plain = b == '/' || b >= '0' && b <= '9' || b >= 'a' && b <= 'z';
      escaped.append(plain ? String.valueOf((char) b) : String.format("%%%02X", b));
    }
    return escaped.toString();
  }
}
