package dev.senselink.batch.cli.option;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.UsageException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** Fields that the server may store otherwise than they are sent. */
public final class AcceptStoredOption {
  /**
   * Those by which people are known, of which another value stops a run, and those of which a row
   * that lacks them needs attention. Groups and photo open doors: nobody is to do without them.
   */
  private static final List<String> FIELDS =
      List.of(
          "name",
          "jobNumber",
          "mobile",
          "icNumber",
          "mail",
          "position",
          "location",
          "remark",
          "birthday",
          "department",
          "areaCode",
          "entryTime");

  @Option(names = "--accept-stored", paramLabel = "FIELD", split = ",")
  List<String> fields = List.of();

  /**
   * By column.
   *
   * @throws UsageException if one of them stops nothing
   */
  public Set<String> fields() {
    Set<String> known = new LinkedHashSet<>();
    for (String field : fields) {
      known.add(
          FIELDS.stream()
              .filter(one -> one.equalsIgnoreCase(field.strip()))
              .findFirst()
              .orElseThrow(
                  () ->
                      new UsageException(
                          words("option.acceptStored", field, String.join(", ", FIELDS)))));
    }
    return known;
  }
}
