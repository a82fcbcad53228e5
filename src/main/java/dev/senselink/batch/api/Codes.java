package dev.senselink.batch.api;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every code of the manual (chapter 5, 6.4.3, 6.6.2) and the HTTP statuses that stand in for one,
 * in plain words: what it means and what to do.
 */
public final class Codes {
  static final int SUCCESS = 200;
  static final int REQUEST_EXPIRED = 10003;
  static final int SIMILAR_PERSON = 30002;
  static final int MISSING_PARAM = 30004;
  static final int METHOD_NOT_ALLOWED = 50004;
  static final int NOT_THERE = 620;

  private record Entry(CodeClass codeClass, String meaning, String remedy) {}

  private static final Map<Integer, Entry> API = new HashMap<>();
  private static final Map<Integer, Entry> HTTP = new HashMap<>();
  private static final Map<Integer, Entry> QUALITY = new HashMap<>();

  private Codes() {}

  /**
   * What a code in an envelope asks for; {@link CodeClass#UNCATALOGUED} if the manual has it not.
   */
  public static CodeClass classOf(int code) {
    Entry entry = API.get(code);
    return entry == null ? CodeClass.UNCATALOGUED : entry.codeClass;
  }

  /** What a code, or an HTTP status in its place, means. Never blank. */
  public static String meaning(int code) {
    Entry entry = entry(code);
    return entry == null ? "a code that the manual does not know" : entry.meaning;
  }

  /** What to do about it. Never blank. */
  public static String remedy(int code) {
    Entry entry = entry(code);
    return entry == null
        ? "ask the vendor of the server what this code means, and give its message too"
        : entry.remedy;
  }

  /** The code, what it means and what to do, in one line. */
  public static String inWords(int code) {
    return "code " + code + ", " + meaning(code) + ": " + remedy(code);
  }

  /** What a qa_code means. Never blank. */
  public static String qaMeaning(int qaCode) {
    Entry entry = QUALITY.get(qaCode);
    return entry == null ? "a quality code that the manual does not know" : entry.meaning;
  }

  /** What to do about a qa_code. Never blank. */
  public static String qaRemedy(int qaCode) {
    Entry entry = QUALITY.get(qaCode);
    return entry == null ? "take another photo: one face, sharp, evenly lit" : entry.remedy;
  }

  private static @Nullable Entry entry(int code) {
    Entry entry = API.get(code);
    return entry == null ? HTTP.get(code) : entry;
  }

  private static void api(int code, CodeClass codeClass, String meaning, String remedy) {
    API.put(code, new Entry(codeClass, meaning, remedy));
  }

  private static void http(int status, CodeClass codeClass, String meaning, String remedy) {
    HTTP.put(status, new Entry(codeClass, meaning, remedy));
  }

  private static void quality(int qaCode, String meaning, String remedy) {
    QUALITY.put(qaCode, new Entry(CodeClass.PHOTO_REJECTED, meaning, remedy));
  }

  static {
    access();
    requests();
    server();
    records();
    statuses();
    photos();
    faces();
  }

  private static void access() {
    api(
        10001,
        CodeClass.FATAL,
        "the server does not know this app key",
        "compare --app-key with the key shown in SenseLink's settings");
    api(
        10002,
        CodeClass.FATAL,
        "the app key has expired",
        "have the app key renewed in SenseLink's settings");
    api(
        REQUEST_EXPIRED,
        CodeClass.FATAL,
        "the server's clock and this machine's differ by more than 30 minutes",
        "set both clocks right; the date the server sends with its answers did not help");
    api(
        10004,
        CodeClass.FATAL,
        "this machine's address is not on the server's allow list",
        "have this machine's address added to the allow list of the app key");
    api(
        10005,
        CodeClass.FATAL,
        "the server does not accept the signature",
        "compare the app secret with the one shown in SenseLink's settings");
    api(
        20001,
        CodeClass.FATAL,
        "the company's licence period is over",
        "have the licence renewed, then start the same command again");
    api(
        20002,
        CodeClass.FATAL,
        "the app key has no permission for this",
        "have the permission added to the app key");
  }

  private static void requests() {
    api(
        30001,
        CodeClass.ROW_INVALID,
        "the server does not accept a value of this row",
        "look for unusual characters, lengths, dates and ids in the row");
    api(
        SIMILAR_PERSON,
        CodeClass.CONFLICT,
        "a person with a very similar face is already there",
        "decide in conflicts.csv: skip, update or force");
    api(
        30003,
        CodeClass.PHOTO_REJECTED,
        "the server finds no face in the photo",
        "take another photo: one face, from the front, evenly lit");
    api(
        MISSING_PARAM,
        CodeClass.ROW_INVALID,
        "the server misses a value",
        "fill the row's empty cells; on the very first call: this server is not version 1.9.0-p");
    api(
        30005,
        CodeClass.PHOTO_REJECTED,
        "the server does not accept the picture's format",
        "save the photo anew as JPEG or take another");
  }

  private static void server() {
    api(
        50001,
        CodeClass.TRANSIENT,
        "the server's face service failed; the person may be saved all the same",
        "try again later; if it stays, have the server's services checked");
    api(
        50002,
        CodeClass.TRANSIENT,
        "the server failed inside",
        "try again later; if it stays, look into the server's log");
    api(
        50003,
        CodeClass.TRANSIENT,
        "the server did not finish a request for several things at once",
        "try again; a part of it may be done already");
    api(
        METHOD_NOT_ALLOWED,
        CodeClass.FATAL,
        "the server does not know this request",
        "check --server and the server's version: this program is made for 1.9.0-p");
    api(
        99999,
        CodeClass.TRANSIENT,
        "the server failed for a reason it does not name",
        "try again later; if it stays, look into the server's log");
    api(
        498,
        CodeClass.TRANSIENT,
        "the push connection failed",
        "nothing; the program connects again");
  }

  private static void records() {
    api(
        NOT_THERE,
        CodeClass.NOT_FOUND,
        "the server has no such record",
        "it may have been deleted meanwhile: check the ids in the row");
    api(
        610,
        CodeClass.CONFLICT,
        "the same is there already",
        "use the one that is there or choose another name");
    api(
        650,
        CodeClass.CONFLICT,
        "the department still has people or departments in it",
        "empty it first");
    api(320, CodeClass.NOT_FOUND, "the server has no such group", "check the group's id");
  }

  private static void statuses() {
    http(
        401,
        CodeClass.FATAL,
        "the server, or a proxy before it, asks for a login",
        "check --server, the app key and the proxy settings");
    http(
        403,
        CodeClass.FATAL,
        "the server, or a proxy before it, forbids the access",
        "check --server, the allow lists and the proxy settings");
    http(
        404,
        CodeClass.FATAL,
        "there is no SenseLink at this address",
        "check --server: scheme, host, port and path");
    http(
        405,
        CodeClass.FATAL,
        "what answers at this address is no SenseLink 1.9.0-p",
        "check --server: scheme, host, port and path");
    http(
        413,
        CodeClass.PHOTO_REJECTED,
        "the photo is too large for the server, or for a proxy before it",
        "use a smaller --photo-kb or have the limit raised");
    http(
        415,
        CodeClass.PHOTO_REJECTED,
        "the server does not take the kind of file that was sent",
        "save the photo anew as JPEG or take another");
  }

  private static void photos() {
    quality(0, "the photo is good", "nothing");
    quality(101, "the photo shows more faces than allowed", "crop it to one face");
    quality(10201, "the picture is too small", "use a larger picture");
    quality(10301, "the face is hard to make out", "take a sharper photo from the front");
    quality(1030201, "the face has too few pixels", "use a larger picture, or crop it less far");
    quality(
        1030301, "the head is tilted up or down too far", "have the person look straight ahead");
    quality(
        1030302, "the head is turned to the side too far", "have the person look straight ahead");
    quality(1030303, "the head leans to the shoulder too far", "have the person hold it upright");
  }

  private static void faces() {
    quality(10401, "the face is too far from the middle", "crop the picture around the face");
    quality(
        10402, "the face takes too little of the picture", "crop the picture closer to the face");
    quality(10403, "too much of the face is covered", "without mask, sunglasses, hair or hands");
    quality(10404, "the face is too dark or too bright", "take another photo in even light");
    quality(10405, "the face is blurred", "take a sharper photo");
    quality(10406, "the mouth is too far open", "have the person close the mouth");
    quality(10407, "a part of the face is cut off", "have the whole face in the picture");
  }
}
