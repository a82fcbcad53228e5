package dev.senselink.batch.backup;

import static dev.senselink.batch.backup.BackupMessages.words;

import dev.senselink.batch.backup.Manifest.FileFacts;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.Stream;
import net.lingala.zip4j.io.outputstream.ZipOutputStream;
import net.lingala.zip4j.model.Zip4jConfig;
import net.lingala.zip4j.model.ZipModel;
import net.lingala.zip4j.model.ZipParameters;
import net.lingala.zip4j.model.enums.AesKeyStrength;
import net.lingala.zip4j.model.enums.CompressionLevel;
import net.lingala.zip4j.model.enums.CompressionMethod;
import net.lingala.zip4j.model.enums.EncryptionMethod;

/**
 * A backup in a folder as a zip of which every file is encrypted (AES-256) and whose manifest is
 * sealed with the password. It is written from front to end; nothing of it lies on a disk.
 */
public final class EncryptedCopy {
  private static final int BUFFER = 1 << 12;

  private EncryptedCopy() {}

  /**
   * Writes it. What is read is held against the manifest: of a backup that is damaged there is no
   * whole copy.
   *
   * @param out stays open
   * @throws BackupException if the backup cannot be read or is damaged
   * @throws IOException if it cannot be written
   */
  public static void write(Path folder, char[] password, OutputStream out) throws IOException {
    try (Backup backup = Backup.open(folder, BackupKeys.none());
        BackupSource source = BackupSource.open(folder, new char[0])) {
      ZipModel model = new ZipModel();
      Zip4jConfig config = new Zip4jConfig(StandardCharsets.UTF_8, BUFFER, true);
      @SuppressWarnings("resource") // closing it closes the stream below, which is not ours
      ZipOutputStream zip = new ZipOutputStream(new StaysOpen(out), password, config, model);
      Copy copy = new Copy(zip, model);
      for (Map.Entry<String, FileFacts> file : backup.manifest().files().entrySet()) {
        if (!BackupLayout.isKnown(file.getKey())) {
          throw BackupException.damaged(file.getKey(), words("damage.stranger"));
        }
        try (InputStream in = new ProvenInputStream(source.open(file.getKey()), file.getValue())) {
          copy.entry(file.getKey(), in);
        }
      }
      photos(PhotoKind.PERSON, backup.photos(), source, copy);
      photos(PhotoKind.RECORD, backup.recordPhotos(), source, copy);
      byte[] json = backup.manifest().json(true);
      copy.entry(BackupLayout.CHECKSUM, Manifest.checksum(json).getBytes(StandardCharsets.UTF_8));
      copy.entry(BackupLayout.SEAL, ManifestSeal.of(json, BackupKeys.ofPassword(password)));
      copy.entry(BackupLayout.MANIFEST, json);
      zip.close();
    }
  }

  private static void photos(
      PhotoKind kind, Stream<BackedUpPhoto> list, BackupSource source, Copy copy)
      throws IOException {
    try (list) {
      for (Iterator<BackedUpPhoto> all = list.iterator(); all.hasNext(); ) {
        BackedUpPhoto photo = all.next();
        String file = kind.mustBeFile(photo);
        if (source.size(file).isEmpty()) {
          throw BackupException.damaged(file, words("damage.missing"));
        }
        FileFacts facts = new FileFacts(null, photo.bytes(), photo.sha256());
        try (InputStream in = new ProvenInputStream(source.open(file), facts)) {
          copy.entry(file, in);
        }
      }
    }
  }

  /** How a file lies in such a zip. What is compressed already gains nothing from more. */
  public static ZipParameters entry(String name) {
    ZipParameters parameters = new ZipParameters();
    parameters.setFileNameInZip(name);
    parameters.setEncryptFiles(true);
    parameters.setEncryptionMethod(EncryptionMethod.AES);
    parameters.setAesKeyStrength(AesKeyStrength.KEY_STRENGTH_256);
    parameters.setCompressionMethod(CompressionMethod.DEFLATE);
    parameters.setCompressionLevel(
        BackupLayout.isTable(name) ? CompressionLevel.NORMAL : CompressionLevel.FASTEST);
    return parameters;
  }

  private record Copy(ZipOutputStream zip, ZipModel model) {
    void entry(String name, InputStream in) throws IOException {
      zip.putNextEntry(EncryptedCopy.entry(name));
      in.transferTo(zip);
      zip.closeEntry();
      model
          .getLocalFileHeaders()
          .clear(); // of use to nobody any more, and there is a file a person
    }

    void entry(String name, byte[] content) throws IOException {
      zip.putNextEntry(EncryptedCopy.entry(name));
      zip.write(content);
      zip.closeEntry();
    }
  }

  /** The stream is closed by the one who opened it. */
  private static final class StaysOpen extends FilterOutputStream {
    StaysOpen(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
