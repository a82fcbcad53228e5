package dev.senselink.batch.fuzz;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * Where Jazzer enters. The kind and the scratch folder are system properties; where no kind is
 * said, the first byte of an input tells it.
 */
public final class FuzzTarget {
  private static final String KIND = System.getProperty("fuzz.kind", "");
  private static final Path SCRATCH = Path.of(System.getProperty("fuzz.scratch", ""));
  private static final Map<FuzzKind, FuzzedInput> ENTRIES = new EnumMap<>(FuzzKind.class);

  private FuzzTarget() {}

  /**
   * Called by Jazzer before the first input: what is made once, such as loading a native library,
   * is no input's time. Each kind reads a sound one first.
   */
  public static void fuzzerInitialize() throws Exception {
    for (FuzzKind kind : FuzzKind.values()) {
      if (KIND.isEmpty() || KIND.equals(kind.name())) {
        FuzzedInput entry = kind.entry();
        ENTRIES.put(kind, entry);
        entry.read(entry.seeds().get(0), SCRATCH);
      }
    }
  }

  /** One input. */
  public static void fuzzerTestOneInput(byte[] input) throws Exception {
    if (!KIND.isEmpty()) {
      read(FuzzKind.valueOf(KIND), input);
    } else if (input.length > 0 && input[0] >= 0 && input[0] < FuzzKind.values().length) {
      read(FuzzKind.values()[input[0]], Arrays.copyOfRange(input, 1, input.length));
    }
  }

  private static void read(FuzzKind kind, byte[] input) throws Exception {
    Objects.requireNonNull(ENTRIES.get(kind)).read(input, SCRATCH);
  }
}
