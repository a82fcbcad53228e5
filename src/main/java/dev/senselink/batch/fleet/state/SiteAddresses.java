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

  /** Reads what is known. */
  public static SiteAddresses read(Path folder) throws IOException {
    return new SiteAddresses(folder);
  }

  private SiteAddresses(Path folder) throws IOException {
    this.file = folder.resolve("addresses");
    if (Files.isRegularFile(file)) {
      for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
        int space = line.indexOf(' ');
        if (space > 0) {
          add(line.substring(0, space), line.substring(space + 1));
        }
      }
    }
  }

  private void add(String site, String address) {
    known.computeIfAbsent(site, any -> new LinkedHashSet<>()).add(address);
  }

  private void add(Map<String, String> today) throws IOException {
    today.forEach(this::add);
    PrivateFiles.write(
        file,
        known.entrySet().stream()
            .flatMap(one -> one.getValue().stream().map(at -> one.getKey() + " " + at + "\n"))
            .sorted()
            .collect(Collectors.joining()));
  }

  /** Whether another site has been worked under an address. */
  public boolean isOfAnother(String site, String address) {
    return known.entrySet().stream()
        .anyMatch(one -> !one.getKey().equals(site) && one.getValue().contains(address));
  }

  /** All of a site, one after the other. */
  public Set<String> of(String site) {
    return known.getOrDefault(site, Set.of());
  }
}
