package dev.senselink.batch.roster.template;

import java.util.List;

/**
 * What may be chosen in an empty roster, of a server.
 *
 * @param departments as cells write them
 * @param groups likewise
 */
public record TemplatePlaces(List<String> departments, List<String> groups) {
  /** Of no server. */
  public static final TemplatePlaces NONE = new TemplatePlaces(List.of(), List.of());

  public TemplatePlaces {
    departments = List.copyOf(departments);
    groups = List.copyOf(groups);
  }
}
