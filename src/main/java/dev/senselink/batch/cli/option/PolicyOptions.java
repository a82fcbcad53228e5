package dev.senselink.batch.cli.option;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.enrol.row.EnrolmentSettings.Accepted;
import dev.senselink.batch.enrol.row.EnrolmentSettings.OnExisting;
import dev.senselink.batch.enrol.row.EnrolmentSettings.OnSimilar;
import dev.senselink.batch.enrol.row.EnrolmentSettings.Quality;
import dev.senselink.batch.job.ImportSettings;
import dev.senselink.batch.job.ImportSettings.Limits;
import dev.senselink.batch.job.ImportSettings.Lookup;
import dev.senselink.batch.job.ImportSettings.Policies;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What an import does with people, and when it stops. */
public final class PolicyOptions {
  /** The words of {@code --unknown-id-number}. */
  public enum UnknownIdNumber {
    REVIEW,
    ERASE
  }

  @Option(names = "--on-similar", paramLabel = "review|skip|update|force", defaultValue = "review")
  OnSimilar onSimilar = OnSimilar.REVIEW;

  @Option(names = "--on-existing", paramLabel = "skip|update")
  @Nullable OnExisting onExisting;

  @Option(names = "--groups", paramLabel = "A,B|none")
  @Nullable String groups;

  @Option(names = "--create-missing")
  boolean createMissing;

  @Option(names = "--quality", paramLabel = "strict|warn|off", defaultValue = "strict")
  Quality quality = Quality.STRICT;

  @Option(names = "--recheck-photos")
  boolean recheckPhotos;

  @Option(names = "--recheck-decisions")
  boolean recheckDecisions;

  @Option(names = "--unknown-id-number", paramLabel = "review|erase", defaultValue = "review")
  UnknownIdNumber unknownIdNumber = UnknownIdNumber.REVIEW;

  @Option(names = "--lookup", paramLabel = "auto|list|each", defaultValue = "auto")
  Lookup lookup = Lookup.AUTO;

  @Mixin AcceptStoredOption acceptStored = new AcceptStoredOption();

  @Option(names = "--accept-keys")
  boolean acceptKeys;

  @Option(names = "--limit", paramLabel = "N", defaultValue = "0")
  long limit;

  @Option(names = "--max-failures", paramLabel = "N|N%")
  @Nullable String maxFailures;

  /**
   * All of it.
   *
   * @param standard what becomes of people who are there already, if nothing is said
   */
  public Policies policies(OnExisting standard, boolean allowNoPhoto) {
    return new Policies(
        onSimilar,
        onExisting == null ? standard : onExisting,
        quality,
        groups,
        createMissing,
        allowNoPhoto,
        recheckPhotos,
        recheckDecisions,
        unknownIdNumber == UnknownIdNumber.ERASE,
        lookup,
        new Accepted(acceptStored.fields(), acceptKeys));
  }

  Limits limits() {
    if (limit < 0) {
      throw new UsageException(words("option.limit"));
    }
    if (maxFailures == null) {
      return new Limits(limit, 0, false);
    }
    boolean percent = maxFailures.endsWith("%");
    String number = percent ? maxFailures.substring(0, maxFailures.length() - 1) : maxFailures;
    try {
      double value = percent ? Double.parseDouble(number) : Integer.parseInt(number);
      if (!(value > 0) || (percent && value > 100)) {
        throw new UsageException(words("option.maxFailures.range"));
      }
      return new ImportSettings.Limits(limit, value, percent);
    } catch (NumberFormatException e) {
      throw new UsageException(words("option.maxFailures", maxFailures));
    }
  }
}
