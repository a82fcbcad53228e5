package dev.senselink.batch.cli.console;

import picocli.CommandLine.IVersionProvider;

/** The version the build wrote into the jar. */
public final class Version implements IVersionProvider {
  public static String text() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? Words.words("version.development") : version;
  }

  @Override
  public String[] getVersion() {
    return new String[] {"SenseLink Batch " + text()};
  }
}
