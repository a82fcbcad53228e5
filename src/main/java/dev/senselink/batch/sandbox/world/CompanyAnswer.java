package dev.senselink.batch.sandbox.world;

import dev.senselink.batch.sandbox.call.CallAnswer;
import dev.senselink.batch.sandbox.call.SandboxClock;
import dev.senselink.batch.sandbox.fault.SandboxSettings;
import java.util.LinkedHashMap;
import java.util.Map;

/** The company as 6.1 answers it. */
public final class CompanyAnswer {
  private CompanyAnswer() {}

  public static CallAnswer answer(SandboxSettings settings) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", settings.companyId());
    fields.put("name", settings.companyName());
    fields.put("logo", null);
    fields.put("background", null);
    fields.put("welcome", "Welcome");
    fields.put("introduction", "A company that exists only in this sandbox");
    fields.put("contact", "");
    fields.put("createAt", "2018-05-28 17:31:32.0");
    fields.put("updateAt", "2018-06-28 15:57:55.0");
    fields.put("validFrom", SandboxClock.text(settings.validFrom()) + ".0");
    fields.put("validTo", SandboxClock.text(settings.validTo()) + ".0");
    fields.put("createBy", 17);
    fields.put("threshold", 0.85);
    fields.put("language", "zh");
    fields.put("serviceConfig", "");
    return CallAnswer.ok(fields);
  }
}
