package dev.senselink.batch.launcher;

import dev.senselink.batch.cli.console.LanguageChoice;
import dev.senselink.batch.language.DisplayLanguage;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a Java that the script starts makes of its last argument, and which language it speaks. */
final class NameProbe {
  private NameProbe() {}

  public static void main(String[] args) {
    System.out.println(Files.exists(Path.of(args[args.length - 1])) ? "found" : "not found");
    LanguageChoice.speak(args, System.getenv(), () -> null);
    System.out.println(DisplayLanguage.language());
  }
}
