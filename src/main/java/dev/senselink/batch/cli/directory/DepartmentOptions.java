package dev.senselink.batch.cli.directory;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.api.organisation.Company;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.directory.CompanyProfile;
import dev.senselink.batch.directory.DepartmentDirectory;
import dev.senselink.batch.enrol.lookup.ServerPlaces;
import dev.senselink.batch.enrol.lookup.ServerSearch;
import dev.senselink.batch.enrol.row.ServerMisbehaviourException;
import dev.senselink.batch.enrol.row.UnansweredException;
import dev.senselink.batch.job.StoppedException;
import dev.senselink.batch.language.DisplayLanguage;
import dev.senselink.batch.ledger.KnownPerson;
import dev.senselink.batch.roster.cell.DepartmentCell;
import dev.senselink.batch.roster.cell.HostCell;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What {@code --parent} and {@code --leader} mean, read like the cells of a roster. */
final class DepartmentOptions {
  private static final String NOBODY = "none";
  private static final int NAMED = 5;
  private static final Pattern ID = Pattern.compile("[0-9]{1,18}");

  private final RetryingClient server;

  DepartmentOptions(RetryingClient server) {
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
    ServerPlaces places = places();
    Set<Long> meant = answered(() -> places.readings(DepartmentCell.parse(text.strip())));
    if (meant.size() == 1) {
      return meant.iterator().next();
    }
    List<String> shown = meant.stream().map(places::shown).toList();
    throw new UsageException(
        shown.isEmpty()
            ? words("parent.none", text)
            : words("parent.several", text, DisplayLanguage.list(shown)));
  }

  private ServerPlaces places() {
    Company company = new CompanyProfile(server, ZoneOffset.UTC).company().value();
    return new ServerPlaces(
        server,
        Person.STAFF,
        company.name(),
        List.of(),
        new DepartmentDirectory(server).tree().value());
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
    List<KnownPerson> found = staff(text.strip());
    List<KnownPerson> meant =
        found.isEmpty() && ID.matcher(text.strip()).matches() ? staff("#" + text.strip()) : found;
    if (meant.size() == 1) {
      return meant.get(0).id();
    }
    List<String> shown =
        meant.stream().limit(NAMED).map(p -> p.name() + " (#" + p.id() + ")").toList();
    throw new UsageException(
        meant.isEmpty()
            ? words("leader.none", text)
            : words("leader.several", text, DisplayLanguage.list(shown)));
  }

  private List<KnownPerson> staff(String text) {
    HostCell cell = HostCell.parse(text, false);
    return answered(() -> new ServerSearch(server).staff(cell));
  }

  private interface Question<T> {
    T ask() throws UnansweredException;
  }

  private static <T> T answered(Question<T> question) {
    try {
      return question.ask();
    } catch (UnansweredException e) {
      throw new StoppedException(words("options.unanswered", e.reply().words()));
    } catch (ServerMisbehaviourException e) {
      throw new StoppedException(String.valueOf(e.getMessage()));
    }
  }
}
