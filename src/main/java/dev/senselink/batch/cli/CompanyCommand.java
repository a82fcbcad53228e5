package dev.senselink.batch.cli;

import static dev.senselink.batch.cli.Words.words;

import dev.senselink.batch.api.Codes;
import dev.senselink.batch.api.Company;
import dev.senselink.batch.api.GetCompany;
import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.SenseLink;
import dev.senselink.batch.api.Server;
import dev.senselink.batch.api.StopCause;
import dev.senselink.batch.job.Connection;
import dev.senselink.batch.job.StoppedException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code company}: the company the app key belongs to, and its licence period. */
@Command(name = "company", mixinStandardHelpOptions = true, sortOptions = false)
final class CompanyCommand implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin ConnectionOptions connection = new ConnectionOptions();
  @Mixin OutputOptions output = new OutputOptions();

  @Override
  public Integer call() {
    Logs.configure(output);
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    try {
      Connection open = connection.open(err::println);
      try (SenseLink client = SenseLink.open(open.server())) {
        Server server = new Server(client, open.patience(), err::println);
        Reply<Company> reply = server.ask(new GetCompany());
        if (reply instanceof Reply.Answer<Company> answer) {
          print(out, answer.value());
          return ExitCode.DONE.number();
        }
        throw unanswered(server, reply);
      }
    } finally {
      connection.close();
    }
  }

  private static RuntimeException unanswered(Server server, Reply<Company> reply) {
    StopCause cause = server.stopCause();
    if (cause != null) {
      return new StoppedException(cause.words());
    }
    if (reply instanceof Reply.Refusal<Company> refusal) {
      return new RefusedException(
          words("company.refused", Codes.inWords(refusal.code()), Codes.remedy(refusal.code())));
    }
    return new StoppedException(words("company.unanswered", reply.words()));
  }

  private void print(PrintWriter out, Company c) {
    if (output.json) {
      out.println(new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(c));
      return;
    }
    out.println(words("company.name", c.name(), c.id()));
    out.println(words("company.contact", c.contact()));
    out.println(words("company.licence", c.validFrom(), c.validTo()));
    out.println(words("company.language", c.language()));
  }
}
