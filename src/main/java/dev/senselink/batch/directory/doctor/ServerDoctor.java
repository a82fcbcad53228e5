package dev.senselink.batch.directory.doctor;

import static dev.senselink.batch.directory.DirectoryMessages.words;

import dev.senselink.batch.api.ServerSettings;
import dev.senselink.batch.api.UnusableSettingsException;
import dev.senselink.batch.api.client.SenseLinkClient;
import dev.senselink.batch.directory.Diagnosis;
import dev.senselink.batch.directory.LicencePeriod;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks at a server the way an import would meet it, one probe after the other and as far as it
 * gets, each with a short time-out. Nothing on the server is changed.
 */
public final class ServerDoctor {
  private final DoctorTarget target;
  private final Clock clock;

  public ServerDoctor(DoctorTarget target) {
    this(target, Clock.systemUTC());
  }

  /**
   * @param clock this machine's
   */
  ServerDoctor(DoctorTarget target, Clock clock) {
    this.target = target;
    this.clock = clock;
  }

  /** What was found, in the order of the way to the server. Never throws for what it finds. */
  public List<Diagnosis> examine() {
    List<Diagnosis> lines = new ArrayList<>();
    NetworkProbe way = new NetworkProbe(target);
    lines.addAll(way.look());
    if (!way.isOpen()) {
      lines.add(notAsked(words("notAsked.noConnection")));
      return lines;
    }
    lines.addAll(new EncryptionProbe(target, way.proxy(), clock).look());
    ServerSettings settings = target.settings();
    if (settings == null) {
      lines.add(notAsked(words("notAsked.noKey")));
      return lines;
    }
    lines.addAll(api(settings.withTimeout(target.patience())));
    return lines;
  }

  private List<Diagnosis> api(ServerSettings settings) {
    try (SenseLinkClient client = SenseLinkClient.open(settings)) {
      CredentialProbe welcome = new CredentialProbe(client, new LicencePeriod(target.zone()));
      List<Diagnosis> lines =
          new ArrayList<>(
              ProbeRunner.one("credentials", target.patience().multipliedBy(2), welcome::look));
      if (welcome.letIn()) {
        Instant now = client.serverNow();
        lines.addAll(new PermissionProbe(settings, now).look());
      } else {
        lines.add(notAsked(words("notAsked.notLetIn")));
      }
      return lines;
    } catch (UnusableSettingsException e) {
      return List.of(notAsked(String.valueOf(e.getMessage())));
    }
  }

  private static Diagnosis notAsked(String why) {
    return Diagnosis.warn(
        "requests", words("requests.notAsked", why), words("requests.notAsked.remedy"));
  }
}
