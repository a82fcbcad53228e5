package dev.senselink.batch.fleet.broker;

import static dev.senselink.batch.fleet.FleetMessages.words;

import java.util.List;
import java.util.Set;

/**
 * What a worker does for whoever can write into the database: imports, and none that runs a program
 * or reads settings which name one. Programs are named on the worker's own machine.
 */
public final class OrderLimits {
  /** The option of a site that names a program. */
  public static final String PROGRAM = "heic-converter";

  private static final Set<List<String>> COMMANDS =
      Set.of(List.of("import", "users"), List.of("import", "guests"));

  /**
   * What names a program or writes where it is told to, beside what each machine has of its own.
   */
  private static final Set<String> NEVER =
      Set.of("--" + PROGRAM, "--reports", "--log-file", "--metrics-file");

  private OrderLimits() {}

  /**
   * Judges an order that comes from elsewhere.
   *
   * @param words of the command, without its list
   * @throws IllegalArgumentException if it is no such import
   */
  static void check(List<String> words, List<String> options) {
    if (!COMMANDS.contains(words)) {
      throw refused(words("order.command"));
    }
    for (String option : options) {
      String name = option.replaceFirst("(?s)=.*", "");
      if (!name.matches("--[a-z][a-z-]*")
          || NEVER.contains(name)
          || RemoteOrder.OWN.contains(name)) {
        throw refused(words("order.option", name));
      }
    }
  }

  private static IllegalArgumentException refused(String why) {
    return new IllegalArgumentException(why);
  }
}
