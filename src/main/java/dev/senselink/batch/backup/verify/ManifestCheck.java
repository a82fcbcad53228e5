package dev.senselink.batch.backup.verify;

import static dev.senselink.batch.backup.BackupMessages.words;

import dev.senselink.batch.backup.BackupException;
import dev.senselink.batch.backup.BackupKeys;
import dev.senselink.batch.backup.BackupLayout;
import dev.senselink.batch.backup.BackupSource;
import dev.senselink.batch.backup.DamageListener;
import dev.senselink.batch.backup.Manifest;
import dev.senselink.batch.backup.ManifestSeal;
import dev.senselink.batch.disk.Sha256Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Holds the manifest against its checksum and its seal. */
final class ManifestCheck {
  private static final Pattern LINE = Pattern.compile("([0-9a-f]{64}) {2}manifest\\.json\n");
  private static final int HALF = 32;

  private final BackupSource source;
  private final BackupKeys keys;
  private final DamageListener damages;

  ManifestCheck(BackupSource source, BackupKeys keys, DamageListener damages) {
    this.source = source;
    this.keys = keys;
    this.damages = damages;
  }

  /** The manifest; null where it is missing or cannot be understood. */
  @Nullable Manifest run() throws IOException {
    byte[] manifest = read(BackupLayout.MANIFEST, words("manifest.missing"));
    byte[] checksum = read(BackupLayout.CHECKSUM, words("damage.missing"));
    Manifest known = null;
    boolean understood = true;
    try {
      known = manifest == null ? null : Manifest.of(manifest);
    } catch (BackupException e) {
      understood = false;
      damages.damaged(BackupLayout.MANIFEST, e.what());
    }
    if (manifest != null && checksum != null) {
      compare(manifest, understood, new String(checksum, StandardCharsets.UTF_8));
    }
    if (manifest != null) {
      ManifestSeal.fault(source, manifest, keys)
          .ifPresent(why -> damages.damaged(BackupLayout.SEAL, why));
    }
    return known;
  }

  private byte @Nullable [] read(String file, String missing) {
    try {
      if (source.size(file).isEmpty()) {
        damages.damaged(file, missing);
        return null;
      }
      try (InputStream in = source.open(file)) {
        return in.readNBytes(Manifest.MOST_BYTES);
      }
    } catch (IOException e) {
      damages.damaged(file, words("damage.unreadable"));
      return null;
    }
  }

  private void compare(byte[] manifest, boolean understood, String line) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      damages.damaged(BackupLayout.CHECKSUM, words("checksum.none"));
      return;
    }
    String is = Sha256Digest.hexOf(manifest);
    String said = matcher.group(1);
    if (is.equals(said)) {
      return;
    }
    // Another manifest has another checksum in nearly every digit; a checksum that was damaged
    // itself differs in a few.
    if (differing(is, said) < HALF) {
      damages.damaged(BackupLayout.CHECKSUM, words("checksum.wrong"));
    } else if (understood) {
      damages.damaged(BackupLayout.MANIFEST, words("manifest.wrong"));
    }
  }

  private static int differing(String one, String other) {
    int differing = 0;
    for (int at = 0; at < one.length(); at++) {
      differing += one.charAt(at) == other.charAt(at) ? 0 : 1;
    }
    return differing;
  }
}
