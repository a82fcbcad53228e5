package dev.senselink.batch.cli.privacy;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.check.KeyField;
import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.cli.option.PersonIdList;
import dev.senselink.batch.fleet.report.FleetTraces;
import dev.senselink.batch.job.ConnectionSettings;
import dev.senselink.batch.job.privacy.PersonQuery;
import dev.senselink.batch.job.privacy.PrivacyJob;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code privacy erase}: one person, everywhere. */
@Command(name = "erase", mixinStandardHelpOptions = true, sortOptions = false)
final class PrivacyEraseCommand extends ForgetCommand {
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
    int lines =
        new FleetTraces(folder).erase(new FleetTraces.Whom(who.field(), who.text(), who.person()));
    return forgotten.withRows(lines);
  }

  private PersonQuery query() {
    if (Stream.of(jobNumber, mobile, person).filter(given -> given != null).count() != 1) {
      throw new UsageException(words("privacy.who"));
    }
    PersonQuery who = who();
    if (who.isNobody()) {
      throw new UsageException(words("privacy.who"));
    }
    return who.on(server == null ? null : ConnectionSettings.address(server), company);
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
