package dev.senselink.batch.cli.settings;

import dev.senselink.batch.cli.CommandCatalog;
import dev.senselink.batch.cli.JobDefinitionReader;
import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.fuzz.FuzzedInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Files that say what is to be done. */
public final class FuzzedSettings {
  private FuzzedSettings() {}

  public static FuzzedInput job() {
    return new FuzzedInput() {
      @Override
      public List<byte[]> seeds() {
        return texts(
            "job: import-users\nroster: staff-*.csv\nserver: http://127.0.0.1:1\nmove: true\n"
                + "groups: [a, b]\nphotos: ${HOME}\nlimit: 5\n",
            "job: records-export\nsince-last: true\noutput: ${X:-r.csv}\n",
            "job: restore\ndir: backup\npassword-file: p\nplan: true\n");
      }

      @Override
      public void read(byte[] input, Path scratch) throws IOException {
        Path file = Files.write(scratch.resolve("job.yml"), input);
        try {
          JobDefinitionReader.read(file, List.of("--lang=en"), Map.of("HOME", "/home/x"));
        } catch (UsageException e) {
          String unused = e.getMessage(); // said in words
        }
      }
    };
  }

  public static FuzzedInput configuration() {
    return new FuzzedInput() {
      @Override
      public List<byte[]> seeds() {
        return texts(
            "server: https://10.0.0.5:8443\napp-key: '0123'\napp-secret-file: s.txt\n",
            "lang: zh\nconcurrency: 5\ngroups:\n  - a\n  - b\n# word\njson: true\n");
      }

      @Override
      public void read(byte[] input, Path scratch) throws IOException {
        Path file = Files.write(scratch.resolve("senselink.yml"), input);
        String[] args = {"company", "--config", file.toString()};
        try {
          ConfigurationDefaults read =
              ConfigurationDefaults.read(
                  args, Map.of(), CommandCatalog::optionNames, (language, origin) -> {});
          String unused = read.sources();
        } catch (UsageException e) {
          String unused = e.getMessage();
        }
      }
    };
  }

  private static List<byte[]> texts(String... texts) {
    return List.of(texts).stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
  }
}
