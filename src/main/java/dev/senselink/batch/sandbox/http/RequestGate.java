package dev.senselink.batch.sandbox.http;

import dev.senselink.batch.sandbox.call.CallForm;
import dev.senselink.batch.sandbox.call.CallRefusedException;
import dev.senselink.batch.sandbox.call.Operation;
import dev.senselink.batch.sandbox.call.SandboxClock;
import dev.senselink.batch.sandbox.fault.SandboxSettings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HexFormat;

/** Lets a signed call in: key, signature, 30-minute window, licence (manual, chapter 4). */
public final class RequestGate {
  private static final Duration WINDOW = Duration.ofMinutes(30);

  private final String appKey;
  private final String appSecret;
  private final SandboxClock clock;
  private final SandboxSettings settings;

  public RequestGate(
      String appKey, String appSecret, SandboxClock clock, SandboxSettings settings) {
    this.appKey = appKey;
    this.appSecret = appSecret;
    this.clock = clock;
    this.settings = settings;
  }

  /** Throws a {@link CallRefusedException} unless the call may pass. Images need no signature. */
  void check(Operation operation, CallForm form) {
    if (operation == Operation.GET_IMAGE) {
      return;
    }
    String timestamp = required(form, "timestamp");
    String sign = required(form, "sign");
    checkPush(required(form, "app_key"), timestamp, sign);
    // The company itself stays readable, or nobody could see that the licence is over.
    if (operation != Operation.GET_COMPANY && !isLicensed()) {
      throw new CallRefusedException(
          CallRefusedException.COMPANY_OUT_OF_DATE, "licence period is over");
    }
  }

  /** The same for the push, whose path holds the three; the licence is not looked at. */
  void checkPush(String key, String timestamp, String sign) {
    if (!key.equals(appKey)) {
      throw new CallRefusedException(CallRefusedException.APP_KEY_NOT_EXIST, "app key not exist");
    }
    if (!sign.equals(signature(timestamp, appSecret))) {
      throw new CallRefusedException(CallRefusedException.SIGNATURE_FAILED, "sign does not fit");
    }
    checkTime(timestamp);
  }

  private static String required(CallForm form, String name) {
    if (form.text(name).isEmpty()) {
      throw CallRefusedException.missing(name);
    }
    return form.text(name);
  }

  private void checkTime(String timestamp) {
    Instant signed;
    try {
      signed = Instant.ofEpochMilli(Long.parseLong(timestamp));
    } catch (NumberFormatException e) {
      throw CallRefusedException.invalid("timestamp is no number");
    }
    if (Duration.between(signed, clock.signing()).abs().compareTo(WINDOW) > 0) {
      throw new CallRefusedException(
          CallRefusedException.REQUEST_EXPIRED, "timestamp is outside the window");
    }
  }

  private boolean isLicensed() {
    LocalDateTime now = clock.localNow();
    return !now.isBefore(settings.validFrom()) && !now.isAfter(settings.validTo());
  }

  static String signature(String timestamp, String secret) {
    try {
      MessageDigest md5 = MessageDigest.getInstance("MD5");
      byte[] text = (timestamp + "#" + secret).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(md5.digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java lacks MD5, which the API's signature needs", e);
    }
  }
}
