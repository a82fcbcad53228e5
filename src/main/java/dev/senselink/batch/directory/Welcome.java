package dev.senselink.batch.directory;

import dev.senselink.batch.api.Codes;
import dev.senselink.batch.api.Company;
import dev.senselink.batch.api.GetCompany;
import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.SenseLink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Whether the server lets this program in: one call for the company, and what it tells besides. */
final class Welcome {
  private static final Duration WINDOW = Duration.ofMinutes(30);
  private static final Duration WORTH_A_WORD = Duration.ofMinutes(2);

  private final SenseLink client;
  private final Licence licence;
  private volatile boolean letIn;

  Welcome(SenseLink client, Licence licence) {
    this.client = client;
    this.licence = licence;
  }

  List<Diagnosis> look() {
    Reply<Company> reply = client.send(new GetCompany());
    List<Diagnosis> lines = new ArrayList<>();
    lines.add(credentials(reply));
    if (client.clockHeard()) {
      lines.add(clock(client.clockOffset()));
    }
    if (reply instanceof Reply.Answer<Company> answer) {
      Company company = answer.value();
      letIn = true;
      lines.add(Diagnosis.ok("company", company.name() + " (" + company.id() + ")"));
      lines.add(licence.look(company, client.serverNow()));
    }
    return lines;
  }

  /** Whether asking for more makes sense. */
  boolean letIn() {
    return letIn;
  }

  private static Diagnosis credentials(Reply<Company> reply) {
    String check = "credentials";
    if (reply instanceof Reply.Answer) {
      return Diagnosis.ok(check, "the server accepts app key and secret");
    }
    if (reply instanceof Reply.Refusal<?> refusal) {
      return Diagnosis.bad(check, refusal.words(), Codes.remedy(refusal.code()));
    }
    if (reply instanceof Reply.Unclear<?> unclear && unclear.complete() && unclear.code() < 600) {
      return Diagnosis.bad(
          check,
          unclear.words(),
          "something answers at this address, but it is not SenseLink: check scheme, port and path"
              + " of --server, and whether a proxy or a login page stands before it");
    }
    return Diagnosis.bad(
        check,
        reply.words(),
        "the server took the connection but gave no usable answer: try again, and have its services"
            + " checked if it stays");
  }

  private static Diagnosis clock(Duration ahead) {
    Duration off = ahead.abs();
    if (off.compareTo(WORTH_A_WORD) < 0) {
      return Diagnosis.ok("clock", "the server's clock and this machine's agree within 2 minutes");
    }
    String found =
        "the server's clock is "
            + minutes(off)
            + (ahead.isNegative() ? " behind this machine's" : " ahead of this machine's");
    String remedy = "set both clocks right (network time, NTP)";
    return off.compareTo(WINDOW) > 0
        ? Diagnosis.bad(
            "clock",
            found + "; more than 30 minutes are refused with code 10003",
            remedy + "; until then requests are signed by the server's clock")
        : Diagnosis.warn("clock", found + "; from 30 minutes on it refuses requests", remedy);
  }

  private static String minutes(Duration time) {
    return time.toHours() > 0
        ? time.toHours() + " h " + time.toMinutesPart() + " min"
        : time.toMinutes() + " min " + time.toSecondsPart() + " s";
  }
}
