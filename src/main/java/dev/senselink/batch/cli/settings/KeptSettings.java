package dev.senselink.batch.cli.settings;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.UsageException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What stays of a configuration file of which some keys are written anew: the other keys, and the
 * comments between them where they can stay.
 */
public final class KeptSettings {
  /** What begins or ends a document: another one before it would be another file. */
  private static final String OF_DOCUMENT = "---.*|%.*|\\.\\.\\.\\s*";

  private final Path path;
  private final Set<String> anew;

  /**
   * @param path the file, as it is told
   * @param anew the keys that do not stay
   */
  public KeptSettings(Path path, Set<String> anew) {
    this.path = path;
    this.anew = anew;
  }

  /**
   * The text of the new file. It says what is written, and what was said before of other keys.
   *
   * @param written lines of the keys that are new
   * @param before the text of the file as it is
   * @throws UsageException if nobody can tell what that says
   */
  public String after(String written, String before) {
    Map<?, ?> old = known(before);
    Map<Object, Object> kept = new LinkedHashMap<>(old);
    kept.keySet().removeIf(key -> anew.contains(String.valueOf(key)));
    Map<Object, Object> wanted = new LinkedHashMap<>(known(written));
    wanted.putAll(kept);
    String asItStands = written + lines(before);
    if (wanted.equals(map(asItStands))) {
      return asItStands;
    }
    StringBuilder plain = new StringBuilder(written);
    kept.forEach(
        (key, value) -> plain.append(json(key)).append(": ").append(json(value)).append('\n'));
    if (!wanted.equals(map(plain.toString()))) {
      throw unclear();
    }
    return plain.toString();
  }

  private Map<?, ?> known(String text) {
    Map<?, ?> known = map(text);
    if (known == null) {
      throw unclear();
    }
    return known;
  }

  private UsageException unclear() {
    return new UsageException(words("setup.unclear", path));
  }

  /** {@code null} if it is none. */
  private static @Nullable Map<?, ?> map(String text) {
    try {
      Object content = LiteralYaml.reader().load(text);
      if (content == null || content.equals("")) {
        return Map.of();
      }
      return content instanceof Map<?, ?> map ? map : null;
    } catch (YAMLException e) {
      return null;
    }
  }

  /** The lines without those of the keys that are new; where keys share lines it is none. */
  private String lines(String before) {
    List<String> all = before.lines().toList();
    boolean[] gone = new boolean[all.size()];
    if (LiteralYaml.reader().compose(new StringReader(before)) instanceof MappingNode map) {
      for (NodeTuple line : map.getValue()) {
        if (line.getKeyNode() instanceof ScalarNode key && anew.contains(key.getValue())) {
          Mark end = line.getValueNode().getEndMark();
          int first = key.getStartMark().getLine();
          int last = end.getColumn() == 0 ? end.getLine() : end.getLine() + 1;
          Arrays.fill(gone, first, Math.min(gone.length, Math.max(first + 1, last)), true);
        }
      }
    }
    StringBuilder kept = new StringBuilder();
    for (int n = 0; n < gone.length; n++) {
      if (!gone[n] && !all.get(n).matches(OF_DOCUMENT)) {
        kept.append(all.get(n)).append('\n');
      }
    }
    return kept.toString();
  }

  private static String json(Object value) {
    return JsonMapper.shared().writeValueAsString(value);
  }
}
