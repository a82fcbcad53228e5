package dev.senselink.batch.table;

import dev.senselink.batch.fuzz.FuzzedInput;
import dev.senselink.batch.roster.Roster;
import dev.senselink.batch.roster.RosterKind;
import dev.senselink.batch.roster.RosterSettings;
import dev.senselink.batch.roster.Row;
import dev.senselink.batch.roster.cell.RosterSettingsException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Rosters as they come out of anything. */
public final class FuzzedRoster {
  private static final String CSV =
      "jobNumber,name,mobile,birthday,department,groups,photo\n"
          + "1,Ana,13800000001,1990-01-31,A/B,\"x,y\",1.jpg\n";

  private FuzzedRoster() {}

  public static FuzzedInput csv() {
    return new Of("csv") {
      @Override
      public List<byte[]> seeds() {
        return List.of(
            CSV.getBytes(StandardCharsets.UTF_8),
            ("\ufeff" + CSV.replace(',', '\t')).getBytes(StandardCharsets.UTF_16),
            CSV.replace(',', ';')
                .replace("Ana", "张伟")
                .getBytes(java.nio.charset.Charset.forName("GB18030")),
            "姓名,工号\n\"a\nb\",=1\n".getBytes(StandardCharsets.UTF_8));
      }
    };
  }

  public static FuzzedInput xls() {
    return new Of("xls") {
      @Override
      public List<byte[]> seeds() throws IOException {
        Path file = Files.createTempFile("seed", ".xls");
        byte[] bytes = Files.readAllBytes(XlsFiles.write(file, lines()));
        Files.delete(file);
        return List.of(bytes);
      }
    };
  }

  /**
   * Whole files, and single parts in an otherwise sound file: a zip guards its parts by checksums.
   */
  public static FuzzedInput xlsx() {
    return new Of("xlsx") {
      private final Map<String, byte[]> parts = new LinkedHashMap<>();

      @Override
      public List<byte[]> seeds() throws IOException {
        List<byte[]> seeds = new ArrayList<>(List.of(whole()));
        int number = 1;
        for (byte[] part : parts().values()) {
          ByteArrayOutputStream one = new ByteArrayOutputStream();
          one.write(number++);
          one.writeBytes(part);
          seeds.add(one.toByteArray());
        }
        return seeds;
      }

      @Override
      byte[] file(byte[] input) throws IOException {
        int number = input.length == 0 ? 0 : input[0];
        if (number < 1 || number > parts().size()) {
          return input;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
          int at = 1;
          for (Map.Entry<String, byte[]> part : parts().entrySet()) {
            zip.putNextEntry(new ZipEntry(part.getKey()));
            if (at++ == number) {
              zip.write(input, 1, input.length - 1);
            } else {
              zip.write(part.getValue());
            }
          }
        }
        return bytes.toByteArray();
      }

      private Map<String, byte[]> parts() throws IOException {
        if (parts.isEmpty()) {
          try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(whole()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
              parts.put(entry.getName(), zip.readAllBytes());
            }
          }
        }
        return parts;
      }

      private byte[] whole() throws IOException {
        Path file = Files.createTempFile("seed", ".xlsx");
        byte[] bytes = Files.readAllBytes(XlsxFiles.write(file, lines()));
        Files.delete(file);
        return bytes;
      }
    };
  }

  private static List<TableLine> lines() {
    return List.of(
        new TableLine(1, List.of("jobNumber", "name", "birthday")),
        new TableLine(2, List.of("1", "Ana", "1990-01-31")));
  }

  private abstract static class Of implements FuzzedInput {
    private final String ending;

    Of(String ending) {
      this.ending = ending;
    }

    byte[] file(byte[] input) throws IOException {
      return input;
    }

    @Override
    public void read(byte[] input, Path scratch) throws IOException {
      Path file = Files.write(scratch.resolve("roster." + ending), file(input));
      for (RosterKind kind : RosterKind.values()) {
        try (Roster roster = Roster.open(file, "roster", RosterSettings.of(kind))) {
          for (Row row = roster.next(); row != null; row = roster.next()) {
            row.warnings().size();
          }
        } catch (TableFileException | RosterSettingsException e) {
          String unused = e.getMessage(); // said in words
        }
      }
    }
  }
}
