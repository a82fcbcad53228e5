package dev.senselink.batch.fleet.broker;

import dev.senselink.batch.disk.TemporaryFolder;
import dev.senselink.batch.fixture.Postgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A database of its own for each test. */
final class BoardPlace implements BeforeEachCallback, AfterEachCallback {
  private Path folder;
  private BoardDatabase database;

  BoardDatabase database() {
    return database;
  }

  @Override
  public void beforeEach(ExtensionContext test) throws IOException {
    folder = Files.createTempDirectory("board");
    database = new BoardDatabase(Postgres.database(), folder);
  }

  @Override
  public void afterEach(ExtensionContext test) throws IOException {
    database.close();
    TemporaryFolder.remove(folder);
  }
}
