package dev.senselink.batch.console.decide;

import dev.senselink.batch.console.audit.AuditDetails;
import dev.senselink.batch.outcome.ConflictCandidate;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Tells which line of which run a decision is about: an address names it by a digest alone, which
 * tells nobody anything once the row is done.
 */
public final class DecisionAudit implements AuditDetails {
  private static final String NAME = "conflicts.";
  private static final int LONGEST_NUMBER = 9;

  private final Conflicts conflicts;

  public DecisionAudit(Conflicts conflicts) {
    this.conflicts = conflicts;
  }

  @Override
  public List<Map<String, String>> of(String what, HttpServletRequest request) {
    return switch (what) {
      case NAME + "decide" -> one(request);
      case NAME + "skip" -> {
        String code = String.valueOf(request.getParameter("code"));
        yield byRun(
            conflicts.now().undecided().stream()
                .filter(one -> one.outcome().code().equals(code))
                .toList(),
            Map.of("decision", "skip"));
      }
      case NAME + "carry-out" -> byRun(conflicts.now().decided(), Map.of());
      default -> List.of();
    };
  }

  private List<Map<String, String>> one(HttpServletRequest request) {
    String[] path = request.getRequestURI().split("/", -1);
    return conflicts.now().find(path.length > 2 ? path[2] : "").stream()
        .map(
            conflict -> {
              Map<String, String> line = new LinkedHashMap<>();
              line.put("run", conflict.run().id());
              line.put("line", String.valueOf(conflict.outcome().ref().line()));
              conflict
                  .candidate(number(request.getParameter("candidate")))
                  .map(ConflictCandidate::id)
                  .ifPresent(id -> line.put("person", String.valueOf(id)));
              return line;
            })
        .toList();
  }

  private static int number(@Nullable String candidate) {
    boolean number = candidate != null && candidate.matches("[0-9]{1," + LONGEST_NUMBER + "}");
    return number ? Integer.parseInt(candidate) : -1;
  }

  private static List<Map<String, String>> byRun(
      List<OpenConflict> some, Map<String, String> more) {
    Map<String, SortedSet<Long>> lines = new TreeMap<>();
    for (OpenConflict one : some) {
      lines.computeIfAbsent(one.run().id(), run -> new TreeSet<>()).add(one.outcome().ref().line());
    }
    return lines.entrySet().stream()
        .map(
            of -> {
              Map<String, String> line = new LinkedHashMap<>(more);
              line.put("run", of.getKey());
              line.put("lines", ranges(of.getValue()));
              return line;
            })
        .toList();
  }

  /** {@code 2-4 7} for 2, 3, 4 and 7: thousands of one kind mostly follow each other. */
  static String ranges(SortedSet<Long> lines) {
    StringBuilder all = new StringBuilder();
    long last = -1;
    long first = -1;
    for (long line : lines) {
      if (line != last + 1 || first < 0) {
        end(all, first, last);
        first = line;
      }
      last = line;
    }
    end(all, first, last);
    return all.toString();
  }

  private static void end(StringBuilder all, long first, long last) {
    if (first >= 0) {
      all.append(all.isEmpty() ? "" : " ").append(first);
      all.append(last > first ? "-" + last : "");
    }
  }
}
