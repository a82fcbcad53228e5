package dev.senselink.batch.console.command;

import java.util.List;

/**
 * Which server the commands of the console use, and another one in its place: written where all
 * commands look for it. Safe between threads.
 */
public interface ServerSetup {
  /** Of a program whose server is nobody's business here. */
  ServerSetup FIXED =
      new ServerSetup() {
        @Override
        public Known known() {
          return new Known(true, "", "", false);
        }

        @Override
        public Attempt use(String address, String key, String secret) {
          throw new UnsupportedOperationException();
        }
      };

  /** What is known by now. */
  Known known();

  /**
   * Asks a server whether all is well with it, and uses it from now on if nothing is amiss.
   * Whatever was said before of key and secret counts no more.
   *
   * @param address as a person wrote it; it may be none
   * @param secret goes to that address alone, and into a file of the user's own
   */
  Attempt use(String address, String key, String secret);

  /**
   * What is known of the server, never its key or secret.
   *
   * @param complete whether commands can ask one at all
   * @param address {@code ""} for none
   * @param fixed why what is written here would not count, as a sentence; {@code ""} where it
   *     would, and where nobody knows why
   * @param changeable whether what is written here would count
   */
  record Known(boolean complete, String address, String fixed, boolean changeable) {}

  /**
   * What came of it.
   *
   * @param used whether the server is used from now on
   * @param wrong why it could not be asked, or not be used; {@code ""} for what the findings say
   */
  record Attempt(boolean used, List<Finding> findings, String wrong) {
    public Attempt {
      findings = List.copyOf(findings);
    }
  }

  /**
   * What one probe found.
   *
   * @param level ok, warn or bad
   * @param remedy what to do; blank for nothing
   */
  record Finding(String level, String found, String remedy) {}
}
