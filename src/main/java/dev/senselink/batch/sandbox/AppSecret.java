package dev.senselink.batch.sandbox;

import dev.senselink.batch.sandbox.call.SandboxFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The secret of a sandbox: made by chance, and kept in a file for its owner only. */
final class AppSecret {
  private AppSecret() {}

  static String random() {
    byte[] random = new byte[16];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  /** Writes it into a new file, which is answered. */
  static Path write(Path file, String secret) {
    try (FileChannel out = SandboxFiles.openNew(file)) {
      out.write(ByteBuffer.wrap(secret.getBytes(StandardCharsets.UTF_8)));
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException("the sandbox cannot write its secret", e);
    }
  }
}
