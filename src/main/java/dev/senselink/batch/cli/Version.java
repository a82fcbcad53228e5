package dev.senselink.batch.cli;

import picocli.CommandLine.IVersionProvider;

/** The version the build wrote into the jar. */
final class Version implements IVersionProvider {
  static String text() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? Words.words("version.development") : version;
  }

  @Override
  public String[] getVersion() {
    return new String[] {"SenseLink Batch " + text()};
  }
}
