package dev.senselink.batch.console.audit;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Writes down whatever would change something, before it is done: what cannot be written down is
 * not done. Stands before all pages, so that none can forget it.
 */
public final class AuditInterceptor implements HandlerInterceptor {
  private static final Set<String> ONLY_READ = Set.of("GET", "HEAD");

  /** What changes nothing but how pages look to the one who asks, or says itself what it was. */
  private static final Set<String> OWN =
      Set.of("language", "search", "sign-in", "imports.mend.judge");

  /** What comes in many parts and files is one thing that somebody does. */
  private static final Set<String> IN_PARTS =
      Set.of("imports.list", "imports.photos", "imports.mend.photo");

  /** The lines of a request, under which it is refused too. */
  private static final String LINES = "senselink.audit";

  private record Lines(List<Map<String, String>> all) {}

  private final AuditLog log;
  private final AuditDetails details;

  /** What each account has done last, of what comes in parts. */
  private final Map<String, String> last = new HashMap<>();

  public AuditInterceptor(AuditLog log, AuditDetails details) {
    this.log = log;
    this.details = details;
  }

  @Override
  public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
      throws IOException {
    if (isWritten(request)) {
      Lines lines = lines(request);
      request.setAttribute(LINES, lines);
      for (Map<String, String> line : lines.all()) {
        write(what(request), line);
      }
    }
    return true;
  }

  @Override
  public void afterCompletion(
      HttpServletRequest request,
      HttpServletResponse response,
      Object handler,
      @Nullable Exception e)
      throws IOException {
    int status = response.getStatus();
    if (isWritten(request) && status >= HttpStatus.BAD_REQUEST.value()) {
      Lines known = request.getAttribute(LINES) instanceof Lines before ? before : lines(request);
      for (Map<String, String> line : known.all()) {
        log.refused(what(request), line, status);
      }
    }
  }

  private Lines lines(HttpServletRequest request) {
    List<Map<String, String>> all = new ArrayList<>();
    for (Map<String, String> more : details.of(what(request), request)) {
      Map<String, String> line = about(request);
      line.putAll(more);
      all.add(line);
    }
    return new Lines(all.isEmpty() ? List.of(about(request)) : all);
  }

  /** A part counts as written down only once its line is. */
  private synchronized void write(String what, Map<String, String> about) throws IOException {
    String part = IN_PARTS.contains(what) ? what + about : "";
    String before = last.remove(AuditLog.account());
    if (part.isEmpty() || !part.equals(before)) {
      log.did(what, about);
    }
    if (!part.isEmpty()) {
      last.put(AuditLog.account(), part);
    }
  }

  private static boolean isWritten(HttpServletRequest request) {
    return !ONLY_READ.contains(request.getMethod()) && !OWN.contains(what(request));
  }

  /** The words of the address: {@code imports.start} of {@code /imports/{id}/start}. */
  private static String what(HttpServletRequest request) {
    return Arrays.stream(pattern(request).split("/"))
        .filter(part -> !part.isEmpty() && !part.startsWith("{"))
        .collect(Collectors.joining("."));
  }

  private static String pattern(HttpServletRequest request) {
    Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
    return pattern == null ? "" : pattern.toString();
  }

  /** {@code run} of {@code /runs/{id}}. */
  private static String one(String[] parts) {
    String all = parts.length > 1 ? parts[1] : "";
    return all.equals("people") ? "person" : all.replaceFirst("s$", "");
  }

  /** What the address and the form name; an id is one of what the address begins with. */
  private static Map<String, String> about(HttpServletRequest request) {
    Map<String, String> about = new LinkedHashMap<>();
    String[] parts = pattern(request).split("/");
    if (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE)
        instanceof Map<?, ?> variables) {
      variables.forEach(
          (name, value) -> {
            about.put("id".equals(name) ? one(parts) : String.valueOf(name), String.valueOf(value));
          });
    }
    for (String name : AuditEntry.names()) {
      String value = request.getParameter(name);
      if (value != null) {
        about.putIfAbsent(name, value);
      }
    }
    return about;
  }
}
