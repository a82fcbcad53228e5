package dev.senselink.batch.console.backups;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is done with a backup, in the words of the command line. */
enum BackupTask {
  MAKE("export"),
  VERIFY("verify"),
  COMPARE("verify", "--against-server"),
  PLAN("restore", "--plan"),
  RESTORE("restore");

  private final List<String> words;

  BackupTask(String... words) {
    this.words = List.of(words);
  }

  /** As keys of texts have it. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What would be typed for a backup in this folder. */
  List<String> words(Path backup) {
    List<String> all = new ArrayList<>();
    all.add(words.get(0));
    all.add(backup.toString());
    all.addAll(words.subList(1, words.size()));
    return all;
  }
}
