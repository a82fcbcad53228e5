package dev.senselink.batch.console.access;

import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.disk.Sha256Digest;
import dev.senselink.batch.machine.Machine;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Tokens of 256 bits, each good for one sign-in within ten minutes. Only their digests lie in the
 * data folder (0600): whoever may write there, and nobody else, can make one, also from another
 * process, and no token can be read out of the folder.
 */
public final class SignInTokens {
  /** How long one is good. */
  public static final Duration GOOD_FOR = Duration.ofMinutes(10);

  private static final int BYTES = 32;

  private final Path folder;
  private final Machine machine;
  private final SecureRandom chance = new SecureRandom();

  /**
   * @param data the data folder
   */
  public SignInTokens(Path data, Machine machine) {
    this.folder = data.resolve("console").resolve("tokens");
    this.machine = machine;
  }

  /** A new token; those that are over are forgotten. */
  public String issue() throws IOException {
    PrivateFiles.folder(folder.resolveSibling(""));
    PrivateFiles.folder(folder);
    forgetOld();
    byte[] bytes = new byte[BYTES];
    chance.nextBytes(bytes);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    Instant until = machine.wall().instant().plus(GOOD_FOR);
    PrivateFiles.write(file(token), until + "\n");
    return token;
  }

  /** Uses a token up; answers whether it was good. Of two at once only one succeeds. */
  public boolean redeem(String token) {
    Path file = file(token);
    try {
      Instant until = Instant.parse(Files.readString(file).strip());
      return Files.deleteIfExists(file) && isGood(until);
    } catch (IOException | DateTimeException e) {
      return false;
    }
  }

  /** A clock that was put back makes none good for longer. */
  private boolean isGood(Instant until) {
    Instant now = machine.wall().instant();
    return now.isBefore(until) && !until.isAfter(now.plus(GOOD_FOR));
  }

  /** Named by its digest: whatever is asked for leads to a file of this folder. */
  private Path file(String token) {
    byte[] digest = Sha256Digest.of(token);
    return folder.resolve(HexFormat.of().formatHex(digest));
  }

  private void forgetOld() throws IOException {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
      for (Path one : all) {
        if (isOver(one)) {
          Files.deleteIfExists(one);
        }
      }
    }
  }

  private boolean isOver(Path file) throws IOException {
    try {
      return !isGood(Instant.parse(Files.readString(file).strip()));
    } catch (NoSuchFileException e) {
      return false; // somebody else has used it up meanwhile, or forgotten it
    } catch (DateTimeException e) {
      return true;
    }
  }
}
