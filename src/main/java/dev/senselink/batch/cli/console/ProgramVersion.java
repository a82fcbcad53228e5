package dev.senselink.batch.cli.console;

import static dev.senselink.batch.cli.console.CliMessages.words;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version the build wrote into the jar, and the commit it was built from. */
public final class ProgramVersion implements IVersionProvider {
  private static final String COMMIT = "/META-INF/commit.properties";

  public static String text() {
    String version = ProgramVersion.class.getPackage().getImplementationVersion();
    return version == null ? words("version.development") : version;
  }

  @Override
  public String[] getVersion() {
    return new String[] {"SenseLink Batch " + text() + commit(build())};
  }

  /**
   * The commit and its time, in words.
   *
   * @param build what git said when the program was built; nothing where the source came without it
   */
  static String commit(Properties build) {
    String commit = build.getProperty("git.commit.id.abbrev", "");
    if (commit.isBlank()) {
      return "";
    }
    boolean changed = "true".equals(build.getProperty("git.dirty"));
    return " "
        + words(
            changed ? "version.commit.changed" : "version.commit",
            commit,
            build.getProperty("git.commit.time", ""));
  }

  private static Properties build() {
    Properties build = new Properties();
    try (InputStream is = ProgramVersion.class.getResourceAsStream(COMMIT)) {
      if (is != null) {
        build.load(is);
      }
      return build;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
