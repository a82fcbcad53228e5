package dev.senselink.batch.sandbox.call;

import java.util.Map;

/** Ends the handling of one call with an error code of the manual's chapter 5. */
public final class CallRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public static final int APP_KEY_NOT_EXIST = 10001;
  public static final int REQUEST_EXPIRED = 10003;
  public static final int SIGNATURE_FAILED = 10005;
  public static final int COMPANY_OUT_OF_DATE = 20001;
  static final int PARAM_INVALID = 30001;
  public static final int SIMILAR_USER = 30002;
  public static final int NO_FACE = 30003;
  static final int MISSING_PARAM = 30004;
  public static final int AVATAR_ILLEGAL = 30005;
  public static final int METHOD_NOT_ALLOWED = 50004;
  public static final int UNKNOWN = 99999;
  static final int NOT_EXIST = 620;
  public static final int SAME_EXISTS = 610;
  public static final int NOT_EMPTY = 650;
  public static final int GROUP_UPDATE_INVALID = 320;

  private static final Map<Integer, String> MESSAGES =
      Map.ofEntries(
          Map.entry(APP_KEY_NOT_EXIST, "App Key Not Exist"),
          Map.entry(10002, "App Expired"),
          Map.entry(REQUEST_EXPIRED, "Request Expired"),
          Map.entry(10004, "IP Invalid"),
          Map.entry(SIGNATURE_FAILED, "Signature Failed"),
          Map.entry(COMPANY_OUT_OF_DATE, "Company Out Of Date"),
          Map.entry(20002, "Permission Denied"),
          Map.entry(PARAM_INVALID, "Param Invalid"),
          Map.entry(SIMILAR_USER, "Similar User Exist"),
          Map.entry(NO_FACE, "No Face Detected In The Image"),
          Map.entry(MISSING_PARAM, "Missing Param"),
          Map.entry(AVATAR_ILLEGAL, "Avatar File Illegal"),
          Map.entry(50001, "RPC Failed"),
          Map.entry(50002, "Internal Server Error"),
          Map.entry(50003, "Multi Request Error"),
          Map.entry(METHOD_NOT_ALLOWED, "Request Method Not Allowed"),
          Map.entry(UNKNOWN, "Unknown Error"),
          Map.entry(NOT_EXIST, "Record non-existent Error"),
          Map.entry(SAME_EXISTS, "Similar record Exist"),
          Map.entry(NOT_EMPTY, "Cannot delete unless include nothing"),
          Map.entry(GROUP_UPDATE_INVALID, "Param Invalid"));

  private final int code;
  private final String desc;
  private final transient Map<String, Object> data;

  /**
   * @param desc names the field or thing at fault, never its value
   */
  public CallRefusedException(int code, String desc) {
    this(code, desc, Map.of());
  }

  public CallRefusedException(int code, String desc, Map<String, Object> data) {
    super(code + " " + desc, null, false, false);
    this.code = code;
    this.desc = desc;
    this.data = data;
  }

  public static CallRefusedException invalid(String what) {
    return new CallRefusedException(PARAM_INVALID, what);
  }

  public static CallRefusedException missing(String field) {
    return new CallRefusedException(MISSING_PARAM, field + " is missing");
  }

  public static CallRefusedException notExist(String what) {
    return new CallRefusedException(NOT_EXIST, what + " does not exist");
  }

  static String messageOf(int code) {
    return MESSAGES.getOrDefault(code, "Unknown Error");
  }

  public CallAnswer answer() {
    return CallAnswer.envelope(code, messageOf(code), data, desc);
  }
}
