package dev.senselink.batch.cli.notify;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.ExitCode;
import dev.senselink.batch.cli.console.JobMistakes;
import dev.senselink.batch.cli.console.LanguageOption;
import dev.senselink.batch.cli.console.LogConfiguration;
import dev.senselink.batch.cli.console.OutputOptions;
import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.cli.option.NotifyOptions;
import dev.senselink.batch.cli.settings.JobFileArguments;
import dev.senselink.batch.cli.settings.JobFileLines;
import dev.senselink.batch.cli.settings.OptionOrigin;
import dev.senselink.batch.machine.Machine;
import dev.senselink.batch.notify.EndedJob;
import dev.senselink.batch.notify.EndedRun;
import dev.senselink.batch.notify.NoticeChannel;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code notify}: what to do is its subcommand. */
@Command(
    name = "notify",
    mixinStandardHelpOptions = true,
    subcommands = {NotifyCommand.Test.class})
public final class NotifyCommand implements Runnable {
  @Spec CommandSpec spec;
  @Mixin LanguageOption language = new LanguageOption();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), words("say.notify"));
  }

  /** {@code notify test}: one message to everybody, now, and what came of it. */
  @Command(name = "test", mixinStandardHelpOptions = true, sortOptions = false)
  static final class Test implements Callable<Integer> {
    @Spec CommandSpec spec;

    @Parameters(paramLabel = "JOBFILE", arity = "0..1")
    @Nullable Path job;

    @Mixin NotifyOptions notify = new NotifyOptions();
    @Mixin OutputOptions output = new OutputOptions();

    @Override
    public Integer call() {
      LogConfiguration.configure(output);
      NotifyOptions asked = job == null ? notify : ofJob(job);
      List<NoticeChannel> all = asked.open(spec.commandLine().getErr()::println).all();
      if (all.isEmpty()) {
        throw new UsageException(words("notify.nobody"));
      }
      Instant now = Machine.real().wall().instant();
      EndedRun run = new EndedRun("", 0, words("notify.test.sentence"), Map.of(), "", null, false);
      EndedJob end = new EndedJob("notify-test", "", "", 0, now, now, List.of(run));
      List<Map<String, Object>> told = new ArrayList<>();
      for (NoticeChannel channel : all) {
        told.add(tell(channel, channel.send(end)));
      }
      if (output.json) {
        spec.commandLine()
            .getOut()
            .println(JsonMapper.shared().writeValueAsString(Map.of("told", told)));
      }
      boolean well = told.stream().allMatch(one -> Boolean.TRUE.equals(one.get("delivered")));
      return (well ? ExitCode.DONE : ExitCode.ATTENTION).number();
    }

    /** What the job file says comes before the settings, and what is typed before both. */
    private NotifyOptions ofJob(Path file) {
      Test same = new Test();
      CommandLine line = new CommandLine(same).setCaseInsensitiveEnumValuesAllowed(true);
      line.setOverwrittenOptionsAllowed(true);
      line.setDefaultValueProvider(spec.defaultValueProvider());
      JobMistakes mistakes = new JobMistakes(file.toString());
      List<String> args =
          new ArrayList<>(
              new JobFileArguments(file, CommandSpec.forAnnotatedObject(new NotifyOptions()))
                  .of(JobFileLines.read(file, new OptionOrigin(spec).environment(), mistakes)));
      mistakes.throwIfAny();
      for (OptionSpec typed : spec.commandLine().getParseResult().matchedOptions()) {
        if (typed.longestName().startsWith("--notify-")) {
          typed.originalStringValues().forEach(v -> args.add(typed.longestName() + "=" + v));
        }
      }
      try {
        line.parseArgs(args.toArray(String[]::new));
      } catch (ParameterException e) {
        throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
      }
      return same.notify;
    }

    private Map<String, Object> tell(NoticeChannel channel, NoticeChannel.Attempt attempt) {
      String why =
          attempt instanceof NoticeChannel.Refused refused
              ? refused.why()
              : attempt instanceof NoticeChannel.Failed failed ? failed.why() : "";
      boolean delivered = attempt instanceof NoticeChannel.Delivered;
      PrintWriter to = output.json ? spec.commandLine().getErr() : spec.commandLine().getOut();
      to.println(
          delivered
              ? words("notify.test.delivered", channel.name())
              : words("notify.test.failed", channel.name(), why));
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("to", channel.name());
      one.put("delivered", delivered);
      one.put("why", why);
      return one;
    }
  }
}
