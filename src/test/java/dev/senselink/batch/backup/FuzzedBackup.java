package dev.senselink.batch.backup;

import dev.senselink.batch.backup.verify.Verification;
import dev.senselink.batch.fuzz.FuzzedInput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Backups that anybody could have written. */
public final class FuzzedBackup {
  private FuzzedBackup() {}

  /** Whole zips, and single files in an otherwise sound one. */
  public static FuzzedInput zip() {
    return new FuzzedInput() {
      private final Map<String, byte[]> files = new LinkedHashMap<>();

      @Override
      public List<byte[]> seeds() throws IOException {
        List<byte[]> seeds = new ArrayList<>(List.of(zipped(0, new byte[1])));
        int number = 1;
        for (byte[] content : files().values()) {
          ByteArrayOutputStream one = new ByteArrayOutputStream();
          one.write(number++);
          one.writeBytes(content);
          seeds.add(one.toByteArray());
        }
        return seeds;
      }

      @Override
      public void read(byte[] input, Path scratch) throws IOException {
        int number = input.length == 0 ? 0 : input[0];
        byte[] bytes = number < 1 || number > files().size() ? input : zipped(number, input);
        Path zip = Files.write(scratch.resolve("backup.zip"), bytes);
        for (BackupKeys keys :
            List.of(BackupKeys.none(), new BackupKeys(new char[0], new byte[16]))) {
          try {
            Verification.of(zip, keys, damage -> damage.toString());
          } catch (BackupException e) {
            String unused = e.getMessage(); // said in words
          }
        }
        try (Backup backup = Backup.open(zip, BackupKeys.none())) {
          drain(backup.departments());
          drain(backup.groups());
          drain(backup.devices());
          drain(backup.users());
          drain(backup.guests());
        } catch (BackupException e) {
          String unused = e.getMessage();
        }
      }

      private void drain(Stream<?> stream) {
        try (stream) {
          stream.forEach(Object::toString);
        } catch (BackupException e) {
          String unused = e.getMessage();
        }
      }

      private byte[] zipped(int number, byte[] input) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
          int at = 1;
          for (Map.Entry<String, byte[]> file : files().entrySet()) {
            zip.putNextEntry(new ZipEntry(file.getKey()));
            if (at++ == number) {
              zip.write(input, 1, input.length - 1);
            } else {
              zip.write(file.getValue());
            }
          }
        }
        return bytes.toByteArray();
      }

      private Map<String, byte[]> files() throws IOException {
        if (files.isEmpty()) {
          Path folder = Files.createTempDirectory("fuzz").resolve("backup");
          SampleBackup.write(folder, 1);
          try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
              files.put(folder.relativize(file).toString(), Files.readAllBytes(file));
            }
          }
        }
        return files;
      }
    };
  }
}
