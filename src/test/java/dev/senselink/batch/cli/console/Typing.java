package dev.senselink.batch.cli.console;

import dev.senselink.batch.cli.Cli;
import dev.senselink.batch.job.RunEnvironment;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/** Types commands for tests of other packages, with nothing of this machine's environment. */
public final class Typing {
  private Typing() {}

  /** What {@link Cli#run} does where no variable is set; answers the exit code. */
  public static int run(List<String> args, OutputStream out, OutputStream err) {
    return run(args, out, err, RunEnvironment.real());
  }

  /** The same in another world. */
  public static int run(
      List<String> args, OutputStream out, OutputStream err, RunEnvironment world) {
    return Cli.run(
        args.toArray(String[]::new),
        Map.of(),
        new VisibleWriter(out),
        new VisibleWriter(err),
        world);
  }
}
