package dev.senselink.batch.samples;

import dev.senselink.batch.cli.console.Typing;
import dev.senselink.batch.sandbox.Sandbox;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Runs commands as a README shows them, against one sandbox and one data folder. */
final class Practice implements AutoCloseable {
  private static final Set<String> REPORTING = Set.of("validate", "demo", "restore", "apply");
  private static final Set<String> ASKING =
      Set.of(
          "company",
          "run",
          "device",
          "group",
          "department",
          "user",
          "guest",
          "export",
          "restore",
          "apply");

  private final Sandbox sandbox = Sandbox.start();
  private final Path folder;
  private int runs;

  /** What a command came to. */
  record Ended(int exit, String out, String err, Path report) {}

  Practice(Path folder) {
    this.folder = folder;
  }

  Ended run(List<String> command) {
    List<String> args = new ArrayList<>(command);
    Path report = folder.resolve("report-" + ++runs);
    boolean imports = command.get(0).equals("import");
    boolean asks = ASKING.contains(command.get(0));
    args.replaceAll(this::here);
    if (imports && !command.contains("--sandbox") || asks) {
      args.addAll(connection());
    }
    if (imports || REPORTING.contains(command.get(0))) {
      args.addAll(List.of("--report", report.toString()));
    }
    if (command.get(0).equals("runs")) {
      args.addAll(List.of("--data", data()));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exit = Typing.run(args, out, err);
    return new Ended(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8), report);
  }

  /** What README backs up lies in a folder of this practice. */
  private String here(String word) {
    if (word.equals("password.txt")) {
      try {
        Files.writeString(folder.resolve(word), "open\n");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    boolean place = Set.of("backup", "backup.zip", "password.txt", "staff.plan").contains(word);
    return place ? folder.resolve(word).toString() : word;
  }

  private List<String> connection() {
    return List.of(
        "--server",
        sandbox.url().toString(),
        "--app-key",
        sandbox.appKey(),
        "--app-secret-file",
        sandbox.appSecretFile().toString(),
        "--data",
        data());
  }

  private String data() {
    return folder.resolve("data").toString();
  }

  @Override
  public void close() {
    sandbox.close();
  }
}
