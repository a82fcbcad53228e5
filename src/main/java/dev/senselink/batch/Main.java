package dev.senselink.batch;

import dev.senselink.batch.cli.Cli;

/** The program's door: hands the arguments to the command line and its answer to the shell. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(Cli.run(args, System.out, System.err));
  }
}
