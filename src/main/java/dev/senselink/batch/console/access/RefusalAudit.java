package dev.senselink.batch.console.access;

import static dev.senselink.batch.console.page.ConsoleMessages.has;

import dev.senselink.batch.console.audit.AuditLog;
import dev.senselink.batch.console.page.Visitor;
import dev.senselink.batch.machine.Machine;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;

/**
 * Writes down what is refused before any page is asked, but of each account only so much a minute:
 * whoever tries without end must neither fill the disk nor bury what others do. Safe between
 * threads.
 */
final class RefusalAudit {
  /** So many of an account are written down within {@link #WHILE}. */
  static final int MOST = 10;

  private static final Duration WHILE = Duration.ofMinutes(1);

  private final AuditLog log;
  private final Machine machine;

  /** Of accounts that there are, and of nobody: never many. */
  private final Map<String, Count> counts = new HashMap<>();

  private record Count(long since, int many) {}

  private interface Line {
    void write() throws IOException;
  }

  RefusalAudit(AuditLog log, Machine machine) {
    this.log = log;
    this.machine = machine;
  }

  /** A sign-in of an account, or of nobody that is known. */
  void signIn(String account) {
    write(account, () -> log.did(account, "sign-in.refused", Map.of()));
  }

  /** What somebody may not do who is signed in. */
  void request(String path) {
    write(Visitor.name(), () -> log.refused(what(path), Map.of(), HttpStatus.FORBIDDEN.value()));
  }

  /** As it is written where it is done; of what the console does not know, that it was tried. */
  private static String what(String path) {
    String words =
        Arrays.stream(path.split("/"))
            .filter(word -> word.matches("[a-z]+(-[a-z]+)*"))
            .collect(Collectors.joining("."));
    return has("audit.done." + words) ? words : "other";
  }

  /** Where it cannot be written down it is refused all the same. */
  private void write(String account, Line line) {
    try {
      writeFew(account, line);
    } catch (IOException e) {
      LoggerFactory.getLogger(RefusalAudit.class).warn("failed: {}", e.getClass().getName());
    }
  }

  private synchronized void writeFew(String account, Line line) throws IOException {
    long time = machine.nanos();
    Count known = counts.get(account);
    Count now =
        known == null || time - known.since() >= WHILE.toNanos()
            ? new Count(time, 1)
            : new Count(known.since(), known.many() + 1);
    counts.put(account, now);
    if (now.many() <= MOST) {
      line.write();
    } else if (now.many() == MOST + 1) {
      log.did(account, "refused.more", Map.of());
    }
  }
}
