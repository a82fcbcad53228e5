package dev.senselink.batch.directory.doctor;

import static dev.senselink.batch.directory.DirectoryMessages.words;

import dev.senselink.batch.api.UnusableSettingsException;
import dev.senselink.batch.api.transport.TlsHandshake;
import dev.senselink.batch.directory.Diagnosis;
import java.io.IOException;
import java.net.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Whether what travels can be read by others: https, and the server's certificate. */
final class EncryptionProbe {
  private static final long SOON_DAYS = 30;

  private final DoctorTarget target;
  private final Proxy proxy;
  private final Clock clock;

  EncryptionProbe(DoctorTarget target, Proxy proxy, Clock clock) {
    this.target = target;
    this.proxy = proxy;
    this.clock = clock;
  }

  List<Diagnosis> look() {
    if (target.encrypted()) {
      return ProbeRunner.one("tls", target.patience().plusSeconds(1), this::handshake);
    }
    if (isThisMachine()) {
      return List.of(Diagnosis.ok("tls", words("tls.thisMachine")));
    }
    return List.of(Diagnosis.warn("tls", words("tls.http"), words("tls.http.remedy")));
  }

  private List<Diagnosis> handshake() {
    try {
      return judged(
          TlsHandshake.inspect(target.server(), target.caFile(), proxy, target.patience()));
    } catch (UnusableSettingsException e) {
      return List.of(
          Diagnosis.bad("tls", String.valueOf(e.getMessage()), words("tls.caFile.remedy")));
    } catch (IOException e) {
      return List.of(
          Diagnosis.bad("tls", String.valueOf(e.getMessage()), words("tls.noHandshake.remedy")));
    }
  }

  private List<Diagnosis> judged(TlsHandshake shown) {
    List<Diagnosis> lines = new ArrayList<>();
    lines.add(trust(shown));
    lines.add(name(shown));
    lines.add(dates(shown));
    return lines;
  }

  private Diagnosis trust(TlsHandshake shown) {
    boolean trusted = shown.trusted();
    if (target.insecure()) {
      return Diagnosis.warn(
          "tls",
          words("tls.insecure", shown.protocol(), shown.issuer()),
          words(trusted ? "tls.insecure.trusted.remedy" : "tls.insecure.untrusted.remedy"));
    }
    boolean own = target.caFile() != null;
    if (trusted) {
      return Diagnosis.ok(
          "tls",
          words(own ? "tls.trusted.caFile" : "tls.trusted", shown.protocol(), shown.issuer()));
    }
    return Diagnosis.bad(
        "tls",
        words(
            shown.selfSigned() ? "tls.selfSigned" : "tls.unknownIssuer",
            shown.protocol(),
            shown.issuer(),
            shown.fingerprint()),
        words(own ? "tls.untrusted.caFile.remedy" : "tls.untrusted.remedy"));
  }

  private Diagnosis name(TlsHandshake shown) {
    String host = target.host();
    return shown.nameFits()
        ? Diagnosis.ok("certificate-name", words("certificate.name", host))
        : atFault(
            "certificate-name",
            words("certificate.otherName", host, shown.subject()),
            words("certificate.otherName.remedy"));
  }

  private Diagnosis dates(TlsHandshake shown) {
    Instant now = clock.instant();
    LocalDate end = shown.notAfter().atZone(ZoneOffset.UTC).toLocalDate();
    String check = "certificate-dates";
    if (now.isBefore(shown.notBefore())) {
      return atFault(check, words("certificate.notYet"), words("certificate.notYet.remedy"));
    }
    if (now.isAfter(shown.notAfter())) {
      return atFault(check, words("certificate.ended", end), words("certificate.ended.remedy"));
    }
    long days = Duration.between(now, shown.notAfter()).toDays();
    String found = words("certificate.valid", end, days);
    return days < SOON_DAYS
        ? Diagnosis.warn(check, found, words("certificate.soon.remedy"))
        : Diagnosis.ok(check, found);
  }

  private Diagnosis atFault(String check, String found, String remedy) {
    return target.insecure()
        ? Diagnosis.warn(check, found, remedy)
        : Diagnosis.bad(check, found, remedy);
  }

  private boolean isThisMachine() {
    String host = target.host();
    return host.equalsIgnoreCase("localhost") || host.startsWith("127.") || host.equals("::1");
  }
}
