package dev.senselink.batch.backup.export;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import dev.senselink.batch.backup.BackedUpPhoto;
import dev.senselink.batch.backup.BackupException;
import dev.senselink.batch.backup.BackupKeys;
import dev.senselink.batch.backup.BackupLayout;
import dev.senselink.batch.backup.EncryptedCopy;
import dev.senselink.batch.backup.Manifest;
import dev.senselink.batch.backup.ManifestSeal;
import dev.senselink.batch.backup.PhotoKind;
import dev.senselink.batch.backup.gather.ScratchFiles;
import dev.senselink.batch.disk.DurableFiles;
import dev.senselink.batch.disk.PrivateFiles;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.stream.Stream;
import net.lingala.zip4j.io.outputstream.ZipOutputStream;
import net.lingala.zip4j.model.Zip4jConfig;
import net.lingala.zip4j.model.ZipModel;

/**
 * A zip that becomes a backup, every file in it encrypted (AES-256). It is written to {@code
 * FILE.part} from front to end; no file lies anywhere else but sealed.
 */
public final class ZipBackupTarget implements BackupTarget {
  private static final int BUFFER = 1 << 12;

  private final Path file;
  private final BackupKeys keys;
  private final Path part;
  private final Predicate<Manifest> same;
  private final ScratchFiles scratch;
  private final OutputStream target;
  private final ZipModel model = new ZipModel();
  private final ZipOutputStream zip;
  private boolean finished;

  /**
   * Begins it anew.
   *
   * @param scratch sealed: tables are kept there too, to be read back
   * @param company of which it is
   * @param same whether a backup is of the server and company that are exported
   */
  public ZipBackupTarget(
      Path file, BackupKeys keys, ScratchFiles scratch, long company, Predicate<Manifest> same)
      throws IOException {
    this.file = file;
    this.keys = keys;
    this.scratch = scratch;
    this.same = same;
    Path parent = file.toAbsolutePath().getParent();
    if (parent != null) {
      PrivateFiles.folder(parent);
    }
    ZipPartFile taken = ZipPartFile.take(file, keys.password(), company);
    this.part = taken.path();
    this.target = DurableFiles.durable(taken.channel(), () -> {});
    Zip4jConfig config = new Zip4jConfig(StandardCharsets.UTF_8, BUFFER, true);
    this.zip = new ZipOutputStream(target, keys.password(), config, model);
  }

  @Override
  public OutputStream create(String name) throws IOException {
    zip.putNextEntry(EncryptedCopy.entry(name));
    OutputStream copy =
        BackupLayout.isTable(name) ? scratch.create(name) : OutputStream.nullOutputStream();
    return new FilterOutputStream(zip) {
      private boolean closed;

      @Override
      public void write(int b) throws IOException {
        zip.write(b);
        copy.write(b);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        zip.write(bytes, offset, length);
        copy.write(bytes, offset, length);
      }

      @Override
      public void close() throws IOException {
        if (!closed) {
          closed = true;
          copy.close();
          zip.closeEntry();
          if (name.indexOf('/') < 0) {
            target.flush(); // the first tells whose this is, should it be left unfinished
          }
          // Of use to nobody any more, and there is a file a person.
          model.getLocalFileHeaders().clear();
        }
      }
    };
  }

  @Override
  public InputStream read(String name) throws IOException {
    return scratch.open(name);
  }

  @Override
  public boolean takesManyAtOnce() {
    return false;
  }

  @Override
  public boolean keeps(BackedUpPhoto photo) {
    return false;
  }

  @Override
  public void prepare(PhotoKind kind) {
    // A zip has no folders.
  }

  @Override
  public Stream<BackedUpPhoto> listedPhotos(PhotoKind kind) {
    return Stream.empty();
  }

  @Override
  public void finish(Manifest manifest) throws IOException {
    finish(manifest, file);
  }

  @Override
  public Path finishBeside(Manifest manifest) throws IOException {
    for (int n = 1; ; n++) {
      Path beside = BackupTarget.beside(file, ".zip", n);
      try {
        ZipTargetCheck.at(beside, keys.password(), same);
      } catch (BackupException e) {
        continue; // somebody else's
      }
      finish(manifest, beside);
      return beside;
    }
  }

  private void finish(Manifest manifest, Path name) throws IOException {
    byte[] json = manifest.json(keys.canSeal());
    write(BackupLayout.CHECKSUM, Manifest.checksum(json).getBytes(StandardCharsets.UTF_8));
    write(BackupLayout.SEAL, ManifestSeal.of(json, keys));
    write(BackupLayout.MANIFEST, json);
    zip.close();
    target.close();
    Files.move(part, name, ATOMIC_MOVE, REPLACE_EXISTING);
    finished = true;
    Path parent = file.toAbsolutePath().getParent();
    if (parent != null) {
      DurableFiles.force(parent);
    }
  }

  private void write(String name, byte[] content) throws IOException {
    try (OutputStream out = create(name)) {
      out.write(content);
    }
  }

  /** What was not finished is of no use to anybody. */
  @Override
  public void close() throws IOException {
    if (!finished) {
      try {
        target.close();
      } finally {
        Files.deleteIfExists(part); // also where the disk is full: then all the more
      }
    }
  }
}
