package dev.senselink.batch.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * Writes the man pages of the packages from the help texts, one for each command: what {@code mvn
 * -Pdist package} calls.
 */
public final class ManPages {
  private static final String EXIT_STATUS =
      """
      .SH "EXIT STATUS"
      .TP
      .B 0
      done; nothing needs attention
      .TP
      .B 1
      a defect in the program
      .TP
      .B 2
      wrong usage or configuration; nothing was started
      .TP
      .B 3
      done, but something needs attention: see the report
      .TP
      .B 4
      stopped before its end; the same command goes on
      .TP
      .B 5
      the input cannot be read
      """;

  private final String version;
  private final String day;

  private ManPages(String version, String day) {
    this.version = version;
    this.day = day;
  }

  /**
   * @param args the folder for {@code man} and {@code man.gz}, the version, and a time that begins
   *     with the day the pages are of
   */
  public static void main(String[] args) throws IOException {
    Locale.setDefault(Locale.ENGLISH);
    Path plain = Files.createDirectories(Path.of(args[0], "man"));
    Path packed = Files.createDirectories(Path.of(args[0], "man.gz"));
    for (Map.Entry<String, String> page :
        of(args[1], args[2].substring(0, "yyyy-mm-dd".length())).entrySet()) {
      Files.writeString(plain.resolve(page.getKey() + ".1"), page.getValue());
      try (OutputStream os =
          new GZIPOutputStream(Files.newOutputStream(packed.resolve(page.getKey() + ".1.gz")))) {
        os.write(page.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  /** All pages by their names. */
  static Map<String, String> of(String version, String day) {
    Map<String, String> pages = new TreeMap<>();
    new ManPages(version, day).add(CommandCatalog.all(), pages);
    return pages;
  }

  private void add(CommandLine line, Map<String, String> pages) {
    CommandSpec command = line.getCommandSpec();
    if (command.usageMessage().hidden()) {
      return;
    }
    pages.put(name(command), page(line));
    line.getSubcommands().values().forEach(below -> add(below, pages));
  }

  private static String name(CommandSpec command) {
    return command.qualifiedName("-");
  }

  private String page(CommandLine line) {
    CommandSpec command = line.getCommandSpec();
    StringBuilder page = new StringBuilder();
    page.append(
        ".TH \"%s\" 1 \"%s\" \"SenseLink Batch %s\" \"SenseLink Batch\"\n"
            .formatted(text(name(command).toUpperCase(Locale.ROOT)), day, text(version)));
    page.append(".nh\n.ad l\n.SH NAME\n").append(text(name(command))).append(" \\- ");
    page.append(text(one(command.usageMessage().header()))).append('\n');
    page.append(".SH SYNOPSIS\n").append(synopsis(line)).append('\n');
    String more = one(command.usageMessage().description());
    if (!more.isBlank()) {
      page.append(".SH DESCRIPTION\n").append(lines(more));
    }
    commands(line, page);
    List<ArgSpec> args = new ArrayList<>(command.positionalParameters());
    args.addAll(command.options());
    args.removeIf(ArgSpec::hidden);
    page.append(".SH OPTIONS\n");
    args.forEach(arg -> page.append(entry(arg)));
    String footer = one(command.usageMessage().footer()).strip();
    if (!footer.isEmpty()) {
      page.append(".SH EXAMPLES\n.nf\n").append(lines(footer)).append(".fi\n");
    }
    page.append(EXIT_STATUS);
    page.append(".SH \"SEE ALSO\"\n");
    page.append(
        command.parent() == null ? "the manual beside the program\n" : ".BR senselink (1)\n");
    return page.toString();
  }

  private static String synopsis(CommandLine line) {
    return lines(
            new CommandLine.Help(
                    line.getCommandSpec(), CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .synopsis(0)
                .replaceAll("\\s+", " ")
                .strip())
        .strip();
  }

  private static void commands(CommandLine line, StringBuilder page) {
    if (line.getSubcommands().isEmpty()) {
      return;
    }
    page.append(".SH COMMANDS\n");
    line.getSubcommands().values().stream()
        .map(CommandLine::getCommandSpec)
        .filter(below -> !below.usageMessage().hidden())
        .forEach(
            below ->
                page.append(".TP\n.BR ")
                    .append(text(name(below)))
                    .append(" (1)\n")
                    .append(lines(one(below.usageMessage().header()))));
  }

  private static String entry(ArgSpec arg) {
    String label =
        arg.arity().max() == 0 ? "" : "\\fI" + text(one(new String[] {arg.paramLabel()})) + "\\fR";
    String names =
        arg instanceof OptionSpec option
            ? List.of(option.names()).stream()
                .map(name -> "\\fB" + text(name) + "\\fR")
                .collect(Collectors.joining(", "))
            : "";
    String head = arg instanceof PositionalParamSpec ? label : (names + " " + label).strip();
    return ".TP\n" + head + "\n" + lines(one(arg.description()));
  }

  private static String one(String[] parts) {
    return String.join("\n", parts).replace("%n", "\n").replace("%%", "%");
  }

  /** Each line so that none is taken for a request. */
  private static String lines(String said) {
    return said.lines()
        .map(
            line ->
                line.isBlank()
                    ? ".sp"
                    : line.replaceFirst("^\\s+", "").equals(line)
                        ? text(line)
                        : "\\ \\ " + text(line.strip()))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static String text(String said) {
    String safe = said.replace("\\", "\\e").replace("-", "\\-");
    return safe.startsWith(".") || safe.startsWith("'") ? "\\&" + safe : safe;
  }
}
