package dev.senselink.batch.cli.directory;

import static dev.senselink.batch.cli.console.Words.words;

import dev.senselink.batch.api.client.Server;
import dev.senselink.batch.api.organisation.Company;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.directory.Departments;
import dev.senselink.batch.directory.Owner;
import dev.senselink.batch.enrol.lookup.Places;
import dev.senselink.batch.enrol.lookup.ServerSearch;
import dev.senselink.batch.enrol.row.RunStopped;
import dev.senselink.batch.enrol.row.Unanswered;
import dev.senselink.batch.job.StoppedException;
import dev.senselink.batch.language.Speech;
import dev.senselink.batch.ledger.KnownPerson;
import dev.senselink.batch.roster.cell.DepartmentCell;
import dev.senselink.batch.roster.cell.HostCell;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What {@code --parent} and {@code --leader} mean, read like the cells of a roster. */
final class DepartmentOptions {
  private static final String NOBODY = "none";
  private static final int NAMED = 5;

  private final Server server;

  DepartmentOptions(Server server) {
    this.server = server;
  }

  /**
   * The id of the department that is meant; 0 = the company, for a blank text; null if none is.
   *
   * @throws UsageException if it means nothing, or several
   */
  @Nullable Long parent(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return text == null ? null : Long.valueOf(0);
    }
    Places places = places();
    Set<Long> meant = answered(() -> places.readings(DepartmentCell.parse(text.strip())));
    if (meant.size() == 1) {
      return meant.iterator().next();
    }
    List<String> shown = meant.stream().map(places::shown).toList();
    throw new UsageException(
        shown.isEmpty()
            ? words("parent.none", text)
            : words("parent.several", text, Speech.list(shown)));
  }

  private Places places() {
    Company company = new Owner(server, ZoneOffset.UTC).company().value();
    return new Places(
        server, Person.STAFF, company.name(), List.of(), new Departments(server).tree().value());
  }

  /**
   * The id of the member of staff who is meant; 0 = nobody, for a blank text and {@code none}; null
   * if none is said.
   *
   * @throws UsageException if it means nobody, or several
   */
  @Nullable Long leader(@Nullable String text) {
    if (text == null || text.isBlank() || text.strip().equals(NOBODY)) {
      return text == null ? null : Long.valueOf(0);
    }
    HostCell cell = HostCell.parse(text.strip(), false);
    List<KnownPerson> meant = answered(() -> new ServerSearch(server).staff(cell));
    if (meant.size() == 1) {
      return meant.get(0).id();
    }
    List<String> shown =
        meant.stream().limit(NAMED).map(p -> p.name() + " (#" + p.id() + ")").toList();
    throw new UsageException(
        meant.isEmpty()
            ? words("leader.none", text)
            : words("leader.several", text, Speech.list(shown)));
  }

  private interface Question<T> {
    T ask() throws Unanswered;
  }

  private static <T> T answered(Question<T> question) {
    try {
      return question.ask();
    } catch (Unanswered e) {
      throw new StoppedException(words("options.unanswered", e.reply().words()));
    } catch (RunStopped e) {
      throw new StoppedException(String.valueOf(e.getMessage()));
    }
  }
}
