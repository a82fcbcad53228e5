package dev.senselink.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.language.DisplayLanguage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/** The help pages explain everything, in both languages, and nothing is written that none shows. */
class HelpTextsTest {
  private static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.CHINESE);
  private static final Pattern HAN = Pattern.compile("\\p{IsHan}");

  private final Locale before = Locale.getDefault(Locale.Category.DISPLAY);

  @AfterEach
  void speakAsBefore() {
    DisplayLanguage.speak(before);
  }

  private static List<CommandLine> commands(Locale language) {
    DisplayLanguage.speak(language);
    List<CommandLine> all = new ArrayList<>();
    collect(CommandCatalog.all(), all);
    return all;
  }

  private static void collect(CommandLine line, List<CommandLine> all) {
    all.add(line);
    line.getSubcommands().values().forEach(sub -> collect(sub, all));
  }

  private static void isExplained(String[] lines, Locale language, String what) {
    String text = String.join("\n", lines);
    assertThat(text).as(what).isNotBlank();
    assertThat(HAN.matcher(text).find()).as(what).isEqualTo(language.equals(Locale.CHINESE));
  }

  @ParameterizedTest
  @FieldSource("LANGUAGES")
  void every_command_option_and_parameter_is_explained(Locale language) {
    for (CommandLine command : commands(language)) {
      CommandSpec spec = command.getCommandSpec();
      isExplained(spec.usageMessage().header(), language, spec.qualifiedName());
      Stream.concat(spec.options().stream(), spec.positionalParameters().stream())
          .forEach(
              (ArgSpec arg) ->
                  isExplained(
                      arg.description(),
                      language,
                      spec.qualifiedName() + " " + arg.paramLabel() + arg));
    }
  }

  @ParameterizedTest
  @FieldSource("LANGUAGES")
  void every_page_can_be_shown(Locale language) {
    for (CommandLine command : commands(language)) {
      assertThat(command.getUsageMessage())
          .contains(language.equals(Locale.CHINESE) ? "用法：" : "Usage: ")
          .doesNotContain("WARN", "${", "%n", "%%");
    }
  }

  @ParameterizedTest
  @FieldSource("LANGUAGES")
  void no_text_is_unused(Locale language) {
    List<CommandLine> commands = commands(language);
    Heard heard = new Heard(commands.get(0).getResourceBundle());
    commands.get(0).setResourceBundle(heard);

    commands.forEach(CommandLine::getUsageMessage);
    commands.forEach(
        command -> {
          command.getCommandSpec().findOption(StandardOptions.HELP_ALL).setValue(true);
          command.getUsageMessage();
        });

    assertThat(heard.unused()).isEmpty();
  }

  /** Texts that remember which of them were asked for. */
  private static final class Heard extends ResourceBundle {
    private final ResourceBundle texts;
    private final Set<String> asked = new TreeSet<>();

    Heard(ResourceBundle texts) {
      this.texts = texts;
    }

    Set<String> unused() {
      Set<String> unused = new TreeSet<>(texts.keySet());
      unused.removeAll(asked);
      return unused;
    }

    @Override
    protected Object handleGetObject(String key) {
      asked.add(key);
      return texts.getString(key);
    }

    @Override
    public Enumeration<String> getKeys() {
      return Collections.enumeration(texts.keySet());
    }
  }
}
