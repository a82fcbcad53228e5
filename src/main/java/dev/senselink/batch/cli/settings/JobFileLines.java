package dev.senselink.batch.cli.settings;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.FileErrorMessages;
import dev.senselink.batch.cli.console.JobMistakes;
import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.disk.TrustedFile;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads the lines of a job file; what they mean is not its business. */
public final class JobFileLines {
  private final Path path;
  private final EnvironmentPlaceholders placeholders;
  private final JobMistakes mistakes;
  private final Map<String, Integer> lines = new HashMap<>();

  /**
   * A key and its value.
   *
   * @param value with the environment filled in; a list is joined by commas; {@code ""} for none
   * @param written the value as it stands in the file, which may be shown
   * @param line counted from 1; 0 for what was typed
   */
  public record Line(String key, String value, String written, int line) {}

  private JobFileLines(Path path, Map<String, String> environment, JobMistakes mistakes) {
    this.path = path;
    this.placeholders = new EnvironmentPlaceholders(environment);
    this.mistakes = mistakes;
  }

  /**
   * Reads it.
   *
   * @param mistakes is told what is wrong with single lines, which are left out then
   * @throws UsageException if it cannot be read or is no list of lines
   */
  public static List<Line> read(Path path, Map<String, String> environment, JobMistakes mistakes) {
    return new JobFileLines(path, environment, mistakes).lines();
  }

  /**
   * What the job file of these arguments says of one key, before anybody knows whether the rest of
   * it is right.
   *
   * @return {@code null} if it does not say, cannot be read, or no job file is named
   */
  public static @Nullable String peek(String[] args, String key, Map<String, String> environment) {
    List<String> plain = Stream.of(args).filter(arg -> !arg.startsWith("-")).toList();
    if (plain.size() < 2 || !plain.get(0).equals("run")) {
      return null;
    }
    try {
      Path path = Path.of(plain.get(1));
      return read(path, environment, new JobMistakes(path.toString())).stream()
          .filter(line -> line.key().equals(key))
          .map(Line::value)
          .findFirst()
          .orElse(null);
    } catch (UsageException | InvalidPathException e) {
      return null; // it will be told when the job is read
    }
  }

  private List<Line> lines() {
    Node root = root();
    List<Line> found = new ArrayList<>();
    if (root == null) {
      return found;
    }
    if (!(root instanceof MappingNode map)) {
      throw new UsageException(words("job.noLines", path, line(root)));
    }
    for (NodeTuple tuple : map.getValue()) {
      add(tuple.getKeyNode(), tuple.getValueNode(), found);
    }
    return found;
  }

  private @Nullable Node root() {
    try {
      return LiteralYaml.reader().compose(new StringReader(text()));
    } catch (YAMLException e) {
      throw new UsageException(
          words(
              "job.noYaml",
              path,
              Math.max(1, LiteralYaml.line(e)),
              LiteralYaml.problem(e),
              "* { ["));
    }
  }

  private String text() {
    try {
      return TrustedFile.text(path, TrustedFile.SETTINGS);
    } catch (IOException e) {
      throw new UsageException(words("job.unreadable", path, FileErrorMessages.words(path, e)));
    }
  }

  private void add(Node keyNode, Node valueNode, List<Line> found) {
    int line = line(keyNode);
    if (!(keyNode instanceof ScalarNode scalar)) {
      mistakes.add(line, words("job.key"));
      return;
    }
    String key = scalar.getValue();
    Integer first = lines.putIfAbsent(key, line);
    if (first != null) {
      mistakes.add(line, words("job.twice", key, first));
      return;
    }
    String written = written(key, valueNode);
    if (written == null) {
      return;
    }
    int before = mistakes.count();
    String value =
        placeholders.fill(written, why -> mistakes.add(line, words("job.value", key, why)));
    boolean usable = mistakes.count() == before && !value.isBlank();
    found.add(new Line(key, usable ? value : "", written, line));
  }

  private @Nullable String written(String key, Node node) {
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    List<String> items = new ArrayList<>();
    boolean plain = node instanceof SequenceNode;
    if (node instanceof SequenceNode list) {
      for (Node item : list.getValue()) {
        plain &= item instanceof ScalarNode scalar && !scalar.getValue().contains(",");
        items.add(item instanceof ScalarNode scalar ? scalar.getValue() : "");
      }
    }
    if (!plain) {
      mistakes.add(line(node), words("job.oneValue", key));
      return null;
    }
    return String.join(",", items);
  }

  private static int line(Node node) {
    return node.getStartMark().getLine() + 1;
  }
}
