package dev.senselink.batch.cli;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.ExitCode;
import dev.senselink.batch.cli.console.StatusLineWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Says what a job does: to a person line by line, to a program as one document at the end. */
final class JobOutput {
  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean json;
  private final List<Map<String, @Nullable Object>> runs = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private StringWriter captured = new StringWriter();

  /**
   * @param json whether standard output is one document; all words go to standard error then
   */
  JobOutput(PrintWriter out, PrintWriter err, boolean json) {
    this.out = out;
    this.err = err;
    this.json = json;
  }

  PrintWriter err() {
    return err;
  }

  /** Says what is going on. */
  void announce(String line) {
    err.println(line);
    err.flush();
  }

  /** Says what belongs to the result. */
  void note(String line) {
    notes.add(line);
    (json ? err : out).println(line);
  }

  /** Where the next run is to write its result. */
  PrintWriter result() {
    if (err instanceof StatusLineWriter screen) {
      screen.startLine();
    }
    captured = new StringWriter();
    return json ? new PrintWriter(captured, true) : out;
  }

  /** Takes down how a run ended. */
  void addRun(Path argument, boolean resumed, int code) {
    Map<String, @Nullable Object> run = new LinkedHashMap<>();
    run.put("input", argument.toString());
    run.put("resumed", resumed);
    run.put("exitCode", code);
    if (json) {
      run.put("result", document(captured.toString()));
    }
    runs.add(run);
  }

  private static @Nullable Object document(String text) {
    try {
      return text.isBlank() ? null : JsonMapper.shared().readTree(text);
    } catch (JacksonException e) {
      throw new IllegalStateException("a command with --json wrote something else");
    }
  }

  /** Says how all ended. */
  void writeResult(Path file, String job, ExitCode code) {
    if (json) {
      Map<String, @Nullable Object> all = new LinkedHashMap<>();
      all.put("job", job);
      all.put("file", file.toString());
      all.put("exitCode", code.number());
      all.put("runs", runs);
      all.put("notes", notes);
      out.println(JsonMapper.shared().writeValueAsString(all));
    } else if (runs.size() > 1) {
      out.println(words("job.ended", file, runs.size(), code.number()));
      runs.forEach(run -> out.println("  " + run.get("exitCode") + "  " + run.get("input")));
    }
    out.flush();
  }
}
