package dev.senselink.batch.photo;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.senselink.batch.fixture.ChildJava;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Runs a main class of the tests in a JVM with another locale or heap. */
public final class ChildJvm {

  private ChildJvm() {}

  public static String run(Class<?> main, List<String> options, String locale, String argument)
      throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(options);
    all.add("--enable-native-access=ALL-UNNAMED"); // as the jar says it
    List<String> command = ChildJava.command(all);
    command.addAll(List.of(main.getName(), argument));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("LC_ALL", locale);
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.waitFor() != 0) {
      throw new AssertionError("the child failed: " + output);
    }
    return output;
  }
}
