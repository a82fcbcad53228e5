package dev.senselink.batch.cli.fleet;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.ExitCode;
import dev.senselink.batch.cli.console.LogConfiguration;
import dev.senselink.batch.cli.console.OutputOptions;
import dev.senselink.batch.fleet.FleetDefinition;
import dev.senselink.batch.fleet.FleetSite;
import dev.senselink.batch.fleet.rows.RosterSplitter;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code fleet validate}: whether a fleet's files can be worked by, without any network. */
@Command(name = "validate", mixinStandardHelpOptions = true, sortOptions = false)
final class FleetValidateCommand implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin FleetArguments arguments = new FleetArguments();
  @Mixin OutputOptions output = new OutputOptions();

  @Override
  public Integer call() {
    LogConfiguration.configure(output);
    FleetDefinition fleet = arguments.read(null, Map.of(), spec.commandLine().getErr()::println);
    String roster = fleet.roster();
    if (roster != null) {
      RosterSplitter.check(fleet, roster, FleetRosterForm.of(fleet));
    }
    PrintWriter out = spec.commandLine().getOut();
    if (output.json) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("fleet", fleet.name());
      document.put("job", fleet.job());
      document.put("sites", fleet.sites().stream().map(FleetSite::name).toList());
      out.println(JsonMapper.shared().writeValueAsString(document));
    } else {
      out.println(words("fleet.valid", fleet.name(), fleet.sites().size(), fleet.all().size()));
    }
    return ExitCode.DONE.number();
  }
}
