package dev.senselink.batch.cli.privacy;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.check.KeyField;
import dev.senselink.batch.cli.console.ExitCode;
import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.cli.option.PersonIdList;
import dev.senselink.batch.fleet.report.FleetTraces;
import dev.senselink.batch.job.ConnectionSettings;
import dev.senselink.batch.job.OtherSites;
import dev.senselink.batch.job.privacy.PersonQuery;
import dev.senselink.batch.job.privacy.PrivacyJob;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code privacy erase}: one person, everywhere. */
@Command(name = "erase", mixinStandardHelpOptions = true, sortOptions = false)
public final class PrivacyEraseCommand extends ForgetCommand {
  @Option(names = "--job-number", paramLabel = "X")
  @Nullable String jobNumber;

  @Option(names = "--mobile", paramLabel = "X")
  @Nullable String mobile;

  @Option(names = "--person", paramLabel = "ID")
  @Nullable String person;

  @Option(names = "--server", paramLabel = "URL")
  @Nullable URI server;

  @Option(names = "--company", paramLabel = "ID")
  @Nullable Long company;

  private OtherSites others = OtherSites.NONE;

  /** It is done at a site of many. */
  public void beside(OtherSites some) {
    others = some;
  }

  @Override
  String question() {
    query();
    return words("privacy.ask.erase", ledger.folder(spec.commandLine().getErr()::println));
  }

  @Override
  PrivacyJob.Forgotten forget() {
    Path folder = ledger.folder(spec.commandLine().getErr()::println);
    PersonQuery who = query();
    PrivacyJob.Forgotten forgotten = new PrivacyJob(folder).erase(who);
    FleetTraces traces = new FleetTraces(folder);
    return forgotten.withRows(traces.erase(whom(who))).withLeft(left(traces));
  }

  /** Nobody is forgotten of whom this program itself may still hold something. */
  @Override
  ExitCode end(PrivacyJob.Forgotten forgotten) {
    boolean held = forgotten.left().stream().anyMatch(PrivacyJob.Left::isHeld);
    return held ? ExitCode.ATTENTION : ExitCode.DONE;
  }

  private static FleetTraces.Whom whom(PersonQuery who) {
    KeyField field = who.field();
    return field == null
        ? FleetTraces.Whom.byId(who.person(), who.server())
        : FleetTraces.Whom.byNumber(field, who.text());
  }

  /** The ledgers of a fleet's sites are data folders of their own. */
  private List<PrivacyJob.Left> left(FleetTraces traces) {
    List<PrivacyJob.Left> left = new ArrayList<>();
    traces
        .sitesFolder()
        .ifPresent(at -> left.add(new PrivacyJob.Left(at, words("privacy.left.sites"))));
    if (person != null && server == null) {
      traces
          .fleetsFolder()
          .ifPresent(at -> left.add(new PrivacyJob.Left(at, words("privacy.left.whoseId"))));
    }
    return left;
  }

  private PersonQuery query() {
    if (Stream.of(jobNumber, mobile, person).filter(given -> given != null).count() != 1) {
      throw new UsageException(words("privacy.who"));
    }
    PersonQuery who = who();
    if (who.isNobody()) {
      throw new UsageException(words("privacy.who"));
    }
    return who.on(server == null ? null : ConnectionSettings.address(server), company)
        .beside(others);
  }

  private PersonQuery who() {
    if (jobNumber != null) {
      return PersonQuery.by(KeyField.JOB_NUMBER, jobNumber);
    }
    return mobile != null
        ? PersonQuery.by(KeyField.MOBILE, mobile)
        : PersonQuery.withId(PersonIdList.of(List.of(String.valueOf(person))).get(0));
  }
}
