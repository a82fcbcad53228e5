package dev.senselink.batch.directory;

import dev.senselink.batch.api.Handshake;
import dev.senselink.batch.api.UnusableSettings;
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
final class Encryption {
  private static final long SOON_DAYS = 30;

  private final Target target;
  private final Proxy proxy;
  private final Clock clock;

  Encryption(Target target, Proxy proxy, Clock clock) {
    this.target = target;
    this.proxy = proxy;
    this.clock = clock;
  }

  List<Diagnosis> look() {
    if (target.encrypted()) {
      return Patience.one("tls", target.patience().plusSeconds(1), this::handshake);
    }
    if (isThisMachine()) {
      return List.of(Diagnosis.ok("tls", "http, but the server is this very machine"));
    }
    return List.of(
        Diagnosis.warn(
            "tls",
            "http: names, photos and signatures travel in the clear, and whoever sees one"
                + " signature can use it for half an hour",
            "use https:// in --server if the server offers it"));
  }

  private List<Diagnosis> handshake() {
    try {
      return judged(Handshake.with(target.server(), target.caFile(), proxy, target.patience()));
    } catch (UnusableSettings e) {
      return List.of(
          Diagnosis.bad("tls", String.valueOf(e.getMessage()), "name another file with --ca-file"));
    } catch (IOException e) {
      return List.of(
          Diagnosis.bad(
              "tls",
              String.valueOf(e.getMessage()),
              "check scheme and port in --server; a server of http is not reached by https"));
    }
  }

  private List<Diagnosis> judged(Handshake shown) {
    List<Diagnosis> lines = new ArrayList<>();
    lines.add(trust(shown));
    lines.add(name(shown));
    lines.add(dates(shown));
    return lines;
  }

  private Diagnosis trust(Handshake shown) {
    String what = shown.protocol() + ", issued by " + shown.issuer();
    if (target.insecure()) {
      return Diagnosis.warn(
          "tls",
          what + "; --insecure: nobody checks the certificate, anybody can pose as the server",
          shown.trusted()
              ? "leave --insecure out: the certificate is trusted"
              : "leave --insecure out and name the server's own authority with --ca-file");
    }
    if (shown.trusted()) {
      String by = target.caFile() == null ? "" : " (by --ca-file)";
      return Diagnosis.ok("tls", what + ", trusted" + by);
    }
    String whose =
        shown.selfSigned() ? "the server vouches for itself" : "nobody here knows the issuer";
    return Diagnosis.bad(
        "tls",
        what + ", not trusted: " + whose,
        target.caFile() == null
            ? "ask the server's administrator for the certificate of its authority and name that"
                + " file with --ca-file"
            : "the certificate in --ca-file is another authority's: ask the server's administrator"
                + " for the right one");
  }

  private Diagnosis name(Handshake shown) {
    String host = target.host();
    if (shown.nameFits()) {
      return Diagnosis.ok("certificate-name", "the certificate is for " + host);
    }
    String found = "the certificate is for another host (" + shown.subject() + "), not " + host;
    String remedy = "write the name that stands in the certificate in --server";
    return target.insecure()
        ? Diagnosis.warn("certificate-name", found, remedy)
        : Diagnosis.bad("certificate-name", found, remedy);
  }

  private Diagnosis dates(Handshake shown) {
    Instant now = clock.instant();
    LocalDate end = shown.notAfter().atZone(ZoneOffset.UTC).toLocalDate();
    String renew = "have the server's certificate renewed";
    if (now.isBefore(shown.notBefore())) {
      return atFault("the certificate is not valid yet", "check this machine's clock, or " + renew);
    }
    if (now.isAfter(shown.notAfter())) {
      return atFault("the certificate ended on " + end, renew);
    }
    long days = Duration.between(now, shown.notAfter()).toDays();
    String found = "the certificate is valid until " + end + " (" + days + " days)";
    return days < SOON_DAYS
        ? Diagnosis.warn("certificate-dates", found, renew + " before then")
        : Diagnosis.ok("certificate-dates", found);
  }

  private Diagnosis atFault(String found, String remedy) {
    return target.insecure()
        ? Diagnosis.warn("certificate-dates", found, remedy)
        : Diagnosis.bad("certificate-dates", found, remedy);
  }

  private boolean isThisMachine() {
    String host = target.host();
    return host.equalsIgnoreCase("localhost") || host.startsWith("127.") || host.equals("::1");
  }
}
