package dev.senselink.batch.samples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** A report file with what differs from run to run replaced: ids, times and the server's port. */
final class Masked {
  private static final Pattern SANDBOX_ID = Pattern.compile("\\b65\\d{3}\\b");
  private static final Pattern RUN_ID = Pattern.compile("(?m)^[A-Za-z0-9]+(?=,\\d+,r[0-9a-f]+,)");

  /** Another processor may round another way. */
  private static final Pattern HINT = Pattern.compile("\\b((?:FACE|PICTURE)_[A-Z_]+) \\d+");

  private static final Pattern VARYING =
      Pattern.compile(
          "\"(runId|startedAt|finishedAt|durationSeconds|rowsPerSecond|server)\"\\s*:\\s*"
              + "(\"[^\"]*\"|[-+.\\dEe]+)");

  private Masked() {}

  /** {@code results.csv} or {@code rejected.csv}. */
  static String csv(Path file) throws IOException {
    String text = SANDBOX_ID.matcher(Files.readString(file)).replaceAll("ID");
    return HINT.matcher(text).replaceAll("$1 N");
  }

  /** {@code conflicts.csv}, whose lines begin with the run. */
  static String conflicts(Path file) throws IOException {
    return RUN_ID.matcher(csv(file)).replaceAll("RUN");
  }

  /** {@code summary.json}. */
  static String summary(Path file) throws IOException {
    return VARYING.matcher(Files.readString(file)).replaceAll("\"$1\" : \"MASKED\"");
  }
}
