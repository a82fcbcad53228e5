package dev.senselink.batch.cli.option;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.ledger.store.LedgerPlace;
import dev.senselink.batch.ledger.store.SharedDatabase;
import dev.senselink.batch.machine.Machine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * In which database the ledger of the data folder lies, if not in the folder itself. Said once it
 * holds for the folder, whether it is said again or not.
 */
public final class DatabaseOptions {
  @Option(names = "--database", paramLabel = "URL")
  @Nullable String url;

  @Option(names = "--database-user-file", paramLabel = "FILE")
  @Nullable Path userFile;

  @Option(names = "--database-password-file", paramLabel = "FILE")
  @Nullable Path passwordFile;

  @Option(names = "--database-key-file", paramLabel = "FILE")
  @Nullable Path keyFile;

  @Option(names = "--database-ca-file", paramLabel = "PEM")
  @Nullable Path authorities;

  @Option(names = "--undo-store", paramLabel = "DIR")
  @Nullable Path undoStore;

  /**
   * Each option by itself.
   *
   * @throws UsageException if the address is none; nothing of it is repeated, a password may be in
   *     it
   */
  void check() {
    if (url != null && !SharedDatabase.isAddress(url)) {
      throw new UsageException(words("option.database"));
    }
    if (url == null && isSaidMore()) {
      throw new UsageException(words("option.database.none"));
    }
    if (url != null && userFile == null) {
      throw new UsageException(words("option.database.user"));
    }
    if (url != null && keyFile == null) {
      throw new UsageException(words("option.database.key"));
    }
  }

  private boolean isSaidMore() {
    return Stream.of(userFile, passwordFile, keyFile, authorities, undoStore)
        .anyMatch(Objects::nonNull);
  }

  /** What is said of a place, as it is typed behind another command. */
  public static List<String> asTyped(LedgerPlace place) {
    List<String> typed = new ArrayList<>();
    add(typed, "--database", place.url());
    add(typed, "--database-user-file", absolute(place.userFile()));
    add(typed, "--database-password-file", absolute(place.passwordFile()));
    add(typed, "--database-ca-file", absolute(place.authorities()));
    add(typed, "--database-key-file", absolute(place.keyFile()));
    add(typed, "--undo-store", absolute(place.undoStore()));
    return typed;
  }

  private static @Nullable Path absolute(@Nullable Path file) {
    return file == null ? null : file.toAbsolutePath();
  }

  private static void add(List<String> typed, String option, @Nullable Object value) {
    if (value != null) {
      typed.add(option + "=" + value);
    }
  }

  /**
   * The place that is named; {@code null} if none is.
   *
   * @param insecure whether the server need not prove who it is
   * @throws UsageException if what is said is not enough
   */
  public @Nullable LedgerPlace place(boolean insecure) {
    check();
    return url == null || userFile == null || keyFile == null
        ? null
        : new LedgerPlace(
            url,
            userFile.toAbsolutePath(),
            passwordFile == null ? null : passwordFile.toAbsolutePath(),
            keyFile.toAbsolutePath(),
            authorities == null ? null : authorities.toAbsolutePath(),
            insecure,
            undoStore == null ? null : undoStore.toAbsolutePath());
  }

  /**
   * The place that the ledger is to go to, with the files that are named.
   *
   * @throws UsageException as above
   */
  LedgerPlace at(String to, boolean insecure) {
    if (!SharedDatabase.isAddress(to)) {
      throw new UsageException(words("option.database.to"));
    }
    url = to;
    LedgerPlace place = place(insecure);
    if (place == null) {
      throw new IllegalStateException("a place was named");
    }
    return place;
  }

  /**
   * The data folder, whose ledger lies there from now on if a place is named.
   *
   * @param insecure whether that place, or the one that holds for the folder already, need not
   *     prove who it is; said each time
   * @param told warnings for the user
   */
  public Path takenBy(Machine machine, Path folder, boolean insecure, Consumer<String> told) {
    LedgerPlace.trust(folder, insecure);
    LedgerPlace place = place(insecure);
    if (place != null) {
      warn(place, told);
      place.take(machine, folder);
    } else {
      LedgerPlace.of(folder).ifPresent(noted -> warn(noted, told));
    }
    return folder;
  }

  /** What is weak about a place, said each time. */
  void warn(LedgerPlace place, Consumer<String> told) {
    if (place.isUnproven()) {
      told.accept(words("option.database.insecure", place.url()));
    }
    ConnectionWarnings.secretFile(place.passwordFile(), "--database-password-file", told);
    ConnectionWarnings.secretFile(place.keyFile(), "--database-key-file", told);
  }
}
