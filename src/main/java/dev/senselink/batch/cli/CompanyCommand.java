package dev.senselink.batch.cli;

import dev.senselink.batch.api.Company;
import dev.senselink.batch.api.GetCompany;
import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.SenseLink;
import dev.senselink.batch.api.Server;
import dev.senselink.batch.api.StopCause;
import dev.senselink.batch.job.Connection;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code company}: the company the app key belongs to, and its licence period. */
@Command(
    name = "company",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Show the company and its licence period.",
    footer = {
      "",
      "Example: senselink company --server https://10.0.0.5:8443 --app-key KEY \\",
      "                           --app-secret-file secret.txt"
    })
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
      Connection open = connection.open();
      try (SenseLink client = SenseLink.open(open.server())) {
        Server server = new Server(client, open.patience(), err::println);
        Reply<Company> reply = server.ask(new GetCompany());
        if (reply instanceof Reply.Answer<Company> answer) {
          print(out, answer.value());
          return ExitCode.DONE.number();
        }
        StopCause cause = server.stopCause();
        err.println("senselink: " + (cause == null ? reply.words() : cause.words()));
        return ExitCode.STOPPED.number();
      }
    } finally {
      connection.close();
    }
  }

  private void print(PrintWriter out, Company c) {
    if (output.json) {
      out.println(new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(c));
      return;
    }
    out.println("company:  " + c.name() + " (" + c.id() + ")");
    out.println("contact:  " + c.contact());
    out.println("licence:  " + c.validFrom() + " to " + c.validTo());
    out.println("language: " + c.language());
  }
}
