package dev.senselink.batch.cli.directory;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.ExitCode;
import dev.senselink.batch.directory.BulkResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/** What became of several ids, for people and for programs. */
final class BulkResultOutput {
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

  private BulkResultOutput() {}

  /**
   * Prints it.
   *
   * @param done what was done to the ids: a key of the JSON document and of the sentences
   */
  static ExitCode print(DirectoryCommand command, String done, BulkResult removal) {
    if (command.output.json) {
      command.out().println(json(done, removal));
    } else {
      removal.done().forEach(id -> command.out().println(words("done." + done, id)));
    }
    removal.failed().forEach(one -> command.err().println(one.reason()));
    String stopped = removal.stopped();
    if (stopped != null) {
      command.err().println(stopped);
      return ExitCode.STOPPED;
    }
    return removal.failed().isEmpty() ? ExitCode.DONE : ExitCode.ATTENTION;
  }

  private static String json(String done, BulkResult removal) {
    List<Map<String, Object>> failed = new ArrayList<>();
    for (BulkResult.Failed one : removal.failed()) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("id", one.id());
      boolean number = NUMBER.matcher(one.code()).matches();
      line.put("code", number ? Integer.valueOf(one.code()) : one.code());
      line.put("reason", one.reason());
      failed.add(line);
    }
    Map<String, Object> document = new LinkedHashMap<>();
    document.put(done, removal.done());
    document.put("failed", failed);
    return JsonMapper.shared().writeValueAsString(document);
  }
}
