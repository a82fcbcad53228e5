package dev.senselink.batch.cli.console;

import picocli.CommandLine.IVersionProvider;

/** The version the build wrote into the jar. */
public final class ProgramVersion implements IVersionProvider {
  public static String text() {
    String version = ProgramVersion.class.getPackage().getImplementationVersion();
    return version == null ? CliMessages.words("version.development") : version;
  }

  @Override
  public String[] getVersion() {
    return new String[] {"SenseLink Batch " + text()};
  }
}
