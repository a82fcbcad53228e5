package dev.senselink.batch.console.access;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * By which names the console may be called. Any other leads here by a trick: a web page can have a
 * name of its own lead to this machine, and its script would then be at home here.
 *
 * @param port where it listens
 */
public record OwnAddress(int port) {
  private static final Set<String> NAMES = Set.of("127.0.0.1", "localhost", "[::1]");

  /** Whether this is one of ours, as the {@code Host} of a request has it. */
  public boolean isHost(@Nullable String host) {
    return host != null
        && NAMES.stream()
            .anyMatch(name -> (name + ":" + port).equals(host.toLowerCase(Locale.ROOT)));
  }

  /** Whether a page of this origin is ours, called by the same name. */
  public boolean isOrigin(@Nullable String origin, @Nullable String host) {
    return origin != null && isHost(host) && origin.equalsIgnoreCase("http://" + host);
  }
}
