package dev.senselink.batch;

import dev.senselink.batch.cli.Cli;
import java.io.FileDescriptor;
import java.io.FileOutputStream;

/** The program's door: hands the arguments to the command line and its answer to the shell. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    // System.out would keep to itself that its disk is full or that nobody reads any more.
    System.exit(Cli.run(args, new FileOutputStream(FileDescriptor.out), System.err));
  }
}
