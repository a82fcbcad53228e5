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

  private static final Map<Integer, Entry> API =
      read(
          """
          10001 | FATAL | the server does not know this app key \
            | compare --app-key with the key shown in SenseLink's settings
          10002 | FATAL | the app key has expired | have the app key renewed in SenseLink's settings
          10003 | FATAL | the server's clock and this machine's differ by more than 30 minutes \
            | set both clocks right; the date the server sends with its answers did not help
          10004 | FATAL | this machine's address is not on the server's allow list \
            | have this machine's address added to the allow list of the app key
          10005 | FATAL | the server does not accept the signature \
            | compare the app secret with the one shown in SenseLink's settings
          20001 | FATAL | the company's licence period is over \
            | have the licence renewed, then start the same command again
          20002 | FATAL | the app key has no permission for this \
            | have the permission added to the app key
          30001 | ROW_INVALID | the server does not accept a value of this row \
            | look for unusual characters, lengths, dates and ids in the row
          30002 | CONFLICT | a person with a very similar face is already there \
            | decide in conflicts.csv: skip, update or force
          30003 | PHOTO_REJECTED | the server finds no face in the photo \
            | take another photo: one face, from the front, evenly lit
          30004 | ROW_INVALID | the server misses a value \
            | fill the row's empty cells; on the very first call: this server is not version 1.9.0-p
          30005 | PHOTO_REJECTED | the server does not accept the picture's format \
            | save the photo anew as JPEG or take another
          50001 | TRANSIENT | the face service failed; the person may be saved all the same \
            | try again later; if it stays, have the server's services checked
          50002 | TRANSIENT | the server failed inside \
            | try again later; if it stays, look into the server's log
          50003 | TRANSIENT | the server did not finish a request for several things at once \
            | try again; a part of it may be done already
          50004 | FATAL | the server does not know this request \
            | check --server and the server's version: this program is made for 1.9.0-p
          99999 | TRANSIENT | the server failed for a reason it does not name \
            | try again later; if it stays, look into the server's log
          498 | TRANSIENT | the push connection failed | nothing; the program connects again
          620 | NOT_FOUND | the server has no such record \
            | it may have been deleted meanwhile: check the ids in the row
          610 | CONFLICT | the same is there already \
            | use the one that is there or choose another name
          650 | CONFLICT | the department still has people or departments in it | empty it first
          320 | NOT_FOUND | the server has no such group | check the group's id
          """);

  private static final Map<Integer, Entry> HTTP =
      read(
          """
          401 | FATAL | the server, or a proxy before it, asks for a login \
            | check --server, the app key and the proxy settings
          403 | FATAL | the server, or a proxy before it, forbids the access \
            | check --server, the allow lists and the proxy settings
          404 | FATAL | there is no SenseLink at this address \
            | check --server: scheme, host, port and path
          405 | FATAL | what answers at this address is no SenseLink 1.9.0-p \
            | check --server: scheme, host, port and path
          413 | PHOTO_REJECTED | the photo is too large for the server, or for a proxy before it \
            | use a smaller --photo-kb or have the limit raised
          415 | PHOTO_REJECTED | the server does not take the kind of file that was sent \
            | save the photo anew as JPEG or take another
          """);

  private static final Map<Integer, Entry> QUALITY =
      read(
          """
          0 | PHOTO_REJECTED | the photo is good | nothing
          101 | PHOTO_REJECTED | the photo shows more faces than allowed | crop it to one face
          10201 | PHOTO_REJECTED | the picture is too small | use a larger picture
          10301 | PHOTO_REJECTED | the face is hard to make out \
            | take a sharper photo from the front
          1030201 | PHOTO_REJECTED | the face has too few pixels \
            | use a larger picture, or crop it less far
          1030301 | PHOTO_REJECTED | the head is tilted up or down too far \
            | have the person look straight ahead
          1030302 | PHOTO_REJECTED | the head is turned to the side too far \
            | have the person look straight ahead
          1030303 | PHOTO_REJECTED | the head leans to the shoulder too far \
            | have the person hold it upright
          10401 | PHOTO_REJECTED | the face is too far from the middle \
            | crop the picture around the face
          10402 | PHOTO_REJECTED | the face takes too little of the picture \
            | crop the picture closer to the face
          10403 | PHOTO_REJECTED | too much of the face is covered \
            | without mask, sunglasses, hair or hands
          10404 | PHOTO_REJECTED | the face is too dark or too bright \
            | take another photo in even light
          10405 | PHOTO_REJECTED | the face is blurred | take a sharper photo
          10406 | PHOTO_REJECTED | the mouth is too far open | have the person close the mouth
          10407 | PHOTO_REJECTED | a part of the face is cut off \
            | have the whole face in the picture
          """);

  private Codes() {}

  /**
   * What a code in an envelope asks for; {@link CodeClass#UNCATALOGUED} if the manual has it not.
   */
  public static CodeClass classOf(int code) {
    Entry entry = API.get(code);
    return entry == null ? CodeClass.UNCATALOGUED : entry.codeClass;
  }

  /** What an HTTP status stands for where there is no envelope; null if for nothing certain. */
  static @Nullable CodeClass classOfStatus(int status) {
    Entry entry = HTTP.get(status);
    return entry == null ? null : entry.codeClass;
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

  /** Whether the manual lists this number as a qa_code; no other code has such a number. */
  public static boolean knowsQuality(int qaCode) {
    return QUALITY.containsKey(qaCode);
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

  /** A row a line: code, class, meaning, remedy. */
  private static Map<Integer, Entry> read(String table) {
    Map<Integer, Entry> entries = new HashMap<>();
    for (String line : table.lines().toList()) {
      String[] cells = line.split(" +\\| ", 4);
      entries.put(
          Integer.valueOf(cells[0]), new Entry(CodeClass.valueOf(cells[1]), cells[2], cells[3]));
    }
    return Map.copyOf(entries);
  }
}
