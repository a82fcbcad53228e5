package dev.senselink.batch.console.account;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A process that changes accounts until its standard input ends. */
public final class HoldingAccounts {
  private HoldingAccounts() {}

  public static void main(String[] args) throws IOException {
    try (FileChannel channel = FileChannel.open(Path.of(args[0]), StandardOpenOption.WRITE)) {
      System.out.println("locked " + channel.lock().isValid());
      System.in.read();
    }
  }
}
