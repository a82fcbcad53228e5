package dev.senselink.batch.api.client;

import dev.senselink.batch.api.SecretText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** Signs a request (manual 4.1): lower-case hex of md5(timestamp + "#" + secret). */
public final class Signer {
  private final String appKey;
  private final SecretText secret;

  public Signer(String appKey, SecretText secret) {
    this.appKey = appKey;
    this.secret = secret;
  }

  /**
   * The three fields every request carries.
   *
   * @param epochMillis the time of signing; the server refuses more than 30 minutes of difference
   */
  Map<String, String> fields(long epochMillis) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("app_key", appKey);
    fields.put("timestamp", Long.toString(epochMillis));
    fields.put("sign", sign(epochMillis));
    return fields;
  }

  public String sign(long epochMillis) {
    try {
      MessageDigest md5 = MessageDigest.getInstance("MD5");
      String text = epochMillis + "#" + secret.reveal();
      return HexFormat.of().formatHex(md5.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no MD5, which the server demands", e);
    }
  }
}
