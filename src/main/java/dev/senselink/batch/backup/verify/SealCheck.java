package dev.senselink.batch.backup.verify;

import static dev.senselink.batch.backup.BackupMessages.words;

import dev.senselink.batch.backup.BackupKeys;
import dev.senselink.batch.backup.BackupLayout;
import dev.senselink.batch.backup.BackupSource;
import dev.senselink.batch.backup.DamageListener;
import dev.senselink.batch.backup.Manifest;
import dev.senselink.batch.backup.ManifestSeal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Holds the manifest against its seal, where a password or a key is there to do so. */
final class SealCheck {
  private static final int MOST_BYTES = 1 << 12;

  private final BackupSource source;
  private final BackupKeys keys;
  private final DamageListener damages;

  SealCheck(BackupSource source, BackupKeys keys, DamageListener damages) {
    this.source = source;
    this.keys = keys;
    this.damages = damages;
  }

  /**
   * Checks it.
   *
   * @param manifest as it was read
   */
  void run(byte[] manifest) throws IOException {
    boolean there = source.size(BackupLayout.SEAL).isPresent();
    // One that was encrypted before there were seals says of none; nobody else can have written it.
    boolean byPassword = keys.hasPassword() && (there || Manifest.isSealed(manifest));
    if (!byPassword && !keys.hasSealKey()) {
      return;
    }
    if (!there) {
      damages.damaged(BackupLayout.SEAL, words("seal.missing"));
      return;
    }
    List<String> lines = lines();
    boolean fits =
        (!byPassword || ManifestSeal.fitsPassword(lines, manifest, keys.password()))
            && (!keys.hasSealKey() || ManifestSeal.fitsKey(lines, manifest, keys.sealKey()));
    if (!fits) {
      damages.damaged(BackupLayout.SEAL, words("seal.wrong"));
    }
  }

  private List<String> lines() {
    try (InputStream in = source.open(BackupLayout.SEAL)) {
      return new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      return List.of(); // which fits nothing
    }
  }
}
