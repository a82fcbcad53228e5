package dev.senselink.batch.fuzz;

import dev.senselink.batch.api.stream.FuzzedAnswers;
import dev.senselink.batch.backup.FuzzedBackup;
import dev.senselink.batch.cli.settings.FuzzedSettings;
import dev.senselink.batch.photo.engine.FuzzedPictures;
import dev.senselink.batch.table.FuzzedRoster;
import java.util.function.Supplier;

/** A kind of input: what reads it, and sound ones to begin with. */
enum FuzzKind {
  CSV(() -> FuzzedRoster.csv()),
  XLSX(() -> FuzzedRoster.xlsx()),
  XLS(() -> FuzzedRoster.xls()),
  ZIP(() -> FuzzedPictures.zip()),
  BACKUP(() -> FuzzedBackup.zip()),
  JOB(() -> FuzzedSettings.job()),
  CONFIGURATION(() -> FuzzedSettings.configuration()),
  HTTP(() -> FuzzedAnswers.http()),
  WEBSOCKET(() -> FuzzedAnswers.push()),
  JPEG(() -> FuzzedPictures.jpeg()),
  PNG(() -> FuzzedPictures.png()),
  WEBP(() -> FuzzedPictures.webp());

  private final Supplier<FuzzedInput> entry;

  FuzzKind(Supplier<FuzzedInput> entry) {
    this.entry = entry;
  }

  FuzzedInput entry() {
    return entry.get();
  }
}
