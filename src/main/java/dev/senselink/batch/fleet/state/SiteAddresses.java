package dev.senselink.batch.fleet.state;

import dev.senselink.batch.disk.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Under which addresses each site of a fleet has been worked. That one company is found under two
 * of them is a mistake within a site only: elsewhere there may be another of its name.
 */
public final class SiteAddresses {
  private final Path file;
  private final Map<String, Set<String>> known = new HashMap<>();

  /**
   * Reads what is known, and adds those of today.
   *
   * @param folder the fleet's
   * @param today by site
   */
  public static SiteAddresses with(Path folder, Map<String, String> today) throws IOException {
    SiteAddresses addresses = new SiteAddresses(folder);
    addresses.add(today);
    return addresses;
  }

  private SiteAddresses(Path folder) throws IOException {
    this.file = folder.resolve("addresses");
    if (Files.isRegularFile(file)) {
      for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
        int space = line.indexOf(' ');
        if (space > 0) {
          of(line.substring(0, space)).add(line.substring(space + 1));
        }
      }
    }
  }

  private void add(Map<String, String> today) throws IOException {
    today.forEach((site, address) -> of(site).add(address));
    PrivateFiles.write(
        file,
        known.entrySet().stream()
            .flatMap(one -> one.getValue().stream().map(at -> one.getKey() + " " + at + "\n"))
            .sorted()
            .collect(Collectors.joining()));
  }

  /** All of a site, one after the other. */
  public Set<String> of(String site) {
    return known.computeIfAbsent(site, any -> new LinkedHashSet<>());
  }
}
