package dev.senselink.batch.directory.doctor;

import static dev.senselink.batch.directory.DirectoryMessages.words;

import dev.senselink.batch.api.ErrorCodes;
import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.client.SenseLinkClient;
import dev.senselink.batch.api.organisation.Company;
import dev.senselink.batch.api.organisation.OrganisationCalls;
import dev.senselink.batch.directory.Diagnosis;
import dev.senselink.batch.directory.LicencePeriod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Whether the server lets this program in: one call for the company, and what it tells besides. */
final class CredentialProbe {
  private static final Duration WINDOW = Duration.ofMinutes(30);
  private static final Duration WORTH_A_WORD = Duration.ofMinutes(2);

  private final SenseLinkClient client;
  private final LicencePeriod licence;
  private volatile boolean letIn;

  CredentialProbe(SenseLinkClient client, LicencePeriod licence) {
    this.client = client;
    this.licence = licence;
  }

  List<Diagnosis> look() {
    Reply<Company> reply = client.send(OrganisationCalls.company());
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
      return Diagnosis.ok(check, words("credentials.ok"));
    }
    if (reply instanceof Reply.Refusal<?> refusal) {
      return Diagnosis.bad(check, refusal.words(), ErrorCodes.remedy(refusal.code()));
    }
    // An HTTP status alone: there was a page, and no envelope in it.
    if (reply instanceof Reply.Unclear<?> unclear && unclear.code() > 0 && unclear.code() < 600) {
      return Diagnosis.bad(check, unclear.words(), words("credentials.foreign.remedy"));
    }
    return Diagnosis.bad(check, reply.words(), words("credentials.noAnswer.remedy"));
  }

  private static Diagnosis clock(Duration ahead) {
    Duration off = ahead.abs();
    boolean behind = ahead.isNegative();
    if (off.compareTo(WORTH_A_WORD) < 0) {
      return Diagnosis.ok("clock", words("clock.ok"));
    }
    return off.compareTo(WINDOW) > 0
        ? Diagnosis.bad(
            "clock",
            words(behind ? "clock.behind.much" : "clock.ahead.much", time(off)),
            words("clock.much.remedy"))
        : Diagnosis.warn(
            "clock",
            words(behind ? "clock.behind.little" : "clock.ahead.little", time(off)),
            words("clock.little.remedy"));
  }

  private static String time(Duration time) {
    return time.toHours() > 0
        ? words("time.hours", time.toHours(), time.toMinutesPart())
        : words("time.minutes", time.toMinutes(), time.toSecondsPart());
  }
}
