package dev.senselink.batch.sandbox.call;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of one call, from query, form and path alike; checked before a desk reads them.
 */
public record CallForm(Map<String, String> values, Map<String, UploadedFile> files) {
  private static final List<String> AUTH = List.of("app_key", "sign", "timestamp");

  /**
   * Throws a {@link CallRefusedException} at the first parameter that is unknown, missing or not
   * allowed.
   */
  public void check(Operation operation) {
    Map<String, ParameterRule> known = operation.fields();
    for (String name : values.keySet()) {
      if (!AUTH.contains(name) && !isPathVariable(operation, name) && !known.containsKey(name)) {
        throw CallRefusedException.invalid("unknown parameter " + name);
      }
    }
    for (String name : files.keySet()) {
      if (!known.containsKey(name)) {
        throw CallRefusedException.invalid("unknown file " + name);
      }
    }
    known.values().forEach(this::check);
  }

  private static boolean isPathVariable(Operation operation, String name) {
    return operation.path().endsWith("{" + name + "}");
  }

  private void check(ParameterRule field) {
    boolean isFile = field.kind() == ParameterRule.Kind.FILE;
    boolean given = isFile ? files.containsKey(field.name()) : values.containsKey(field.name());
    if (!given) {
      if (values.containsKey(field.name()) || files.containsKey(field.name())) {
        throw CallRefusedException.invalid(field.name() + (isFile ? " is no file" : " is a file"));
      }
      if (field.required()) {
        throw CallRefusedException.missing(field.name());
      }
      return;
    }
    if (!isFile) {
      field.check(text(field.name()));
    }
  }

  public boolean has(String name) {
    return values.containsKey(name);
  }

  /** The value, blank when it was not given. */
  public String text(String name) {
    return values.getOrDefault(name, "");
  }

  /** The value, null when it was not given: the server tells the two apart. */
  @Nullable
  public String orNull(String name) {
    return values.get(name);
  }

  public long number(String name, long otherwise) {
    String value = text(name);
    return value.isEmpty() ? otherwise : Long.parseLong(value);
  }

  /** The id in the path; text that is no number is nobody's id. */
  public long pathId() {
    try {
      return Long.parseLong(text("id"));
    } catch (NumberFormatException e) {
      throw CallRefusedException.notExist("id");
    }
  }

  public List<Long> ids(String name) {
    String value = text(name);
    if (value.isEmpty()) {
      return List.of();
    }
    return Arrays.stream(value.split(",")).map(Long::valueOf).distinct().toList();
  }

  @Nullable
  public UploadedFile file(String name) {
    return files.get(name);
  }

  /** The form with one value replaced; null takes it out. */
  public CallForm with(String name, @Nullable String value) {
    Map<String, String> changed = new LinkedHashMap<>(values);
    if (value == null) {
      changed.remove(name);
    } else {
      changed.put(name, value);
    }
    return new CallForm(changed, files);
  }

  /** The form without one of its files. */
  public CallForm without(String file) {
    Map<String, UploadedFile> fewer = new LinkedHashMap<>(files);
    fewer.remove(file);
    return new CallForm(values, fewer);
  }
}
