package dev.senselink.batch.cli.directory;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.api.people.ListUsers.Filter;
import dev.senselink.batch.cli.console.ExitCode;
import dev.senselink.batch.cli.console.TextTable;
import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.directory.JsonSpool;
import dev.senselink.batch.directory.PeopleDirectory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Lists people; with values, those who have all of them. */
abstract class PeopleListCommand extends DirectoryCommand {
  @Option(names = "--name", paramLabel = "TEXT")
  @Nullable String name;

  @Option(names = "--mobile", paramLabel = "TEXT")
  @Nullable String mobile;

  @Option(names = "--mail", paramLabel = "TEXT")
  @Nullable String mail;

  @Option(names = "--ic-number", paramLabel = "TEXT")
  @Nullable String icNumber;

  @Option(names = "--id", paramLabel = "ID")
  @Nullable Long id;

  /** Whom to list: staff, guests or {@link PeopleDirectory#ANY}. */
  abstract int type();

  /** Adds what only this list can be searched for. */
  abstract void addTo(Map<Filter, String> search);

  @Override
  final void check() {
    search();
  }

  @Override
  final ExitCode work(RetryingClient server) {
    try (JsonSpool found = new JsonSpool()) {
      new PeopleDirectory(server).search(search(), type(), found);
      print(found);
    }
    return ExitCode.DONE;
  }

  private Map<Filter, String> search() {
    Map<Filter, String> search = new LinkedHashMap<>();
    put(search, Filter.NAME, "--name", name);
    addTo(search);
    put(search, Filter.MOBILE, "--mobile", mobile);
    put(search, Filter.MAIL, "--mail", mail);
    put(search, Filter.IC_NUMBER, "--ic-number", icNumber);
    put(search, Filter.ID, "--id", id == null ? null : id.toString());
    return search;
  }

  /** A blank value, as of a variable that was never set, must not mean everybody. */
  static void put(
      Map<Filter, String> search, Filter filter, String option, @Nullable String value) {
    if (value != null && value.isBlank()) {
      throw new UsageException(words("search.blank", option));
    }
    if (value != null) {
      search.put(filter, value.strip());
    }
  }

  private void print(JsonSpool found) {
    if (output.json) {
      printArray(found);
      return;
    }
    TextTable table = new TextTable(out(), PeopleDirectory.heads());
    PeopleDirectory.rows(found, table::row);
    table.end();
  }

  /** A line an object: a long list is still one document that can be looked at. */
  private void printArray(JsonSpool found) {
    AtomicBoolean any = new AtomicBoolean();
    out().print("[");
    found.forEach(line -> out().print((any.getAndSet(true) ? ",\n" : "\n") + line));
    out().println(any.get() ? "\n]" : "]");
  }
}
