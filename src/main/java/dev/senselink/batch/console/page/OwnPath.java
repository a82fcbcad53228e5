package dev.senselink.batch.console.page;

/** Paths of this console that a form names. */
public final class OwnPath {
  private OwnPath() {}

  /** The path if it is one: no other host, whatever is asked for; else that of Today. */
  public static String of(String path) {
    return path.matches("/[A-Za-z0-9/._-]*") && !path.startsWith("//") && !path.contains("/.")
        ? path
        : "/";
  }
}
