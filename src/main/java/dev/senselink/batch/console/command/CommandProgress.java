package dev.senselink.batch.console.command;

import static dev.senselink.batch.console.page.ConsoleMessages.words;

import dev.senselink.batch.console.page.PageRenderer;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How far a command has come, and how it ended, as pages show it. */
public final class CommandProgress {
  private static final int ATTENTION = 3;
  private static final int STOPPED = 4;

  private CommandProgress() {}

  /**
   * What the page of a command shows of it.
   *
   * @param title the name of the page
   * @param at the address below which it is asked for and stopped
   * @param subject what it works on
   * @param doing what it does
   */
  public record Work(String title, String at, String subject, String doing) {}

  /** The page of a command that runs or waits. */
  public static ResponseEntity<String> page(
      CommandQueue queue,
      QueuedCommand command,
      Work work,
      PageRenderer pages,
      HttpServletRequest request) {
    Map<String, Object> values =
        Map.of(
            "at", work.at(),
            "subject", work.subject(),
            "doing", work.doing(),
            "news", news(queue, command),
            "said", command.line(),
            "stopping", command.isStopping());
    return pages.page(HttpStatus.OK, "command", work.title(), values, request);
  }

  /**
   * The same for the page's script.
   *
   * @param go where one is led once it runs and waits no more
   */
  public static ResponseEntity<byte[]> json(
      CommandQueue queue, Optional<QueuedCommand> command, String go) {
    Map<String, Object> told = new LinkedHashMap<>();
    if (command.isEmpty()) {
      told.put("go", go);
    } else {
      told.put("news", news(queue, command.get()));
      told.put("said", command.get().line());
      told.put("done", command.get().done());
      told.put("rows", command.get().total());
    }
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .body(JsonMapper.shared().writeValueAsBytes(told));
  }

  private static String news(CommandQueue queue, QueuedCommand command) {
    int place = queue.place(command);
    if (place > 0) {
      return words("command.waits", place);
    }
    if (command.isStopping()) {
      return words("command.stopping");
    }
    return command.total() == 0
        ? words("command.begins")
        : words("news.atWork", command.done(), command.total());
  }

  /** Whether it came to its end, whatever it found. */
  public static boolean succeeded(int exit) {
    return exit == 0 || exit == ATTENTION;
  }

  /** What went wrong, in the language of whoever started it; {@code ""} for nothing. */
  public static String wrong(CommandRunner.Ended ended) {
    if (succeeded(ended.exit())) {
      return "";
    }
    String said = document(ended).path("error").asString("");
    if (!said.isEmpty()) {
      return said;
    }
    return words(ended.exit() == STOPPED ? "command.stopped" : "command.failed");
  }

  /** The run that it was, {@code ""} if it was none. */
  public static String runId(CommandRunner.Ended ended) {
    return document(ended).path("runId").asString("");
  }

  /** What it wrote for whoever asked; nothing is in it where it wrote nothing. */
  public static JsonNode document(CommandRunner.Ended ended) {
    try {
      return JsonMapper.shared().readTree(ended.result());
    } catch (JacksonException e) {
      return JsonMapper.shared().missingNode(); // what its exit code says is all that is known
    }
  }
}
