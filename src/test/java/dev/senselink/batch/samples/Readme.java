package dev.senselink.batch.samples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The commands a README shows: the lines of its {@code ```console} blocks that begin with {@code
 * ./senselink}. A command that does not end with 0 says so behind it: {@code # exit 3}.
 */
final class Readme {
  private static final Pattern BLOCK = Pattern.compile("(?s)```console\n(.*?)```");
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");
  private static final Pattern EXIT = Pattern.compile("# exit (\\d)");
  private static final String PROGRAM = "./senselink ";

  /** What is typed behind the program's name, and how it is to end. */
  record Shown(List<String> args, int exit) {}

  private Readme() {}

  /** Each command, in order. */
  static List<Shown> commands(Path readme) throws IOException {
    List<Shown> commands = new ArrayList<>();
    Matcher block = BLOCK.matcher(Files.readString(readme));
    while (block.find()) {
      lines(block.group(1))
          .filter(line -> line.startsWith(PROGRAM))
          .forEach(line -> commands.add(shown(line.substring(PROGRAM.length()))));
    }
    return commands;
  }

  private static Stream<String> lines(String block) {
    return block.replace("\\\n", " ").lines().map(String::strip);
  }

  private static Shown shown(String line) {
    Matcher exit = EXIT.matcher(line);
    int comment = line.indexOf(" #");
    List<String> args = words(comment < 0 ? line : line.substring(0, comment));
    return new Shown(args, exit.find() ? Integer.parseInt(exit.group(1)) : 0);
  }

  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(line);
    while (word.find()) {
      words.add(word.group(1) == null ? word.group(2) : word.group(1));
    }
    return words;
  }
}
