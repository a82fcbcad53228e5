package dev.senselink.batch.outcome;

import dev.senselink.batch.language.DisplayLanguage;
import dev.senselink.batch.photo.FaceFindings;
import dev.senselink.batch.roster.RowReference;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The one ending of one row, as the ledger keeps it and the report shows it.
 *
 * @param ref which row, and where it stands in the roster
 * @param ending how it ended
 * @param code the API code, qa_code or word that decided; {@code ""} where all is well
 * @param reason what happened and what to do, in words; {@code ""} where all is well
 * @param personId the person this row is on the server, {@code null} where there is none
 * @param similarId the other person that 30002 named
 * @param similarName that person's name, {@code ""} where there is none
 * @param photo the photo's path below the photos folder, {@code ""} where there is none
 * @param attempts requests for this row that could have changed the server
 * @param candidates whom a person has to choose from, for {@link RowEnding#REVIEW} and {@link
 *     RowEnding#SKIPPED_SIMILAR}
 * @param differs columns in which the row differs from the person it is, who stays as they are
 * @param hints what a person may want to look at in the photo, {@code ""} for nothing; it never
 *     decided anything
 */
public record Outcome(
    RowReference ref,
    RowEnding ending,
    String code,
    String reason,
    @Nullable Long personId,
    @Nullable Long similarId,
    String similarName,
    String photo,
    int attempts,
    List<ConflictCandidate> candidates,
    List<String> differs,
    String hints) {

  public Outcome {
    if (ending.needsAttention() && reason.isEmpty()) {
      throw new IllegalArgumentException(ending + " of line " + ref.line() + " gives no reason");
    }
    if (attempts < 0) {
      throw new IllegalArgumentException("attempts of line " + ref.line() + " is " + attempts);
    }
    reason = KeptText.of(reason, 8_000);
    similarName = KeptText.of(similarName, 1_000);
    candidates = List.copyOf(candidates);
    differs = List.copyOf(differs);
  }

  /** The row's number in the roster, from 1. */
  public int row() {
    return ref.number();
  }

  /**
   * What a person's decision about the row has to carry, so that it is one about this outcome: a
   * row that was forced without an answer is asked about again, and what was decided before must
   * not be taken for the answer. Blank for all others.
   */
  public String mark() {
    return code.equals("FORCE_UNCERTAIN") ? String.valueOf(attempts) : "";
  }

  /** Whether the row has been, or has become, the person of {@link #personId} without a doubt. */
  public boolean isThatPerson() {
    boolean sure =
        switch (ending) {
          case CREATED, UPDATED, UNCHANGED, FORCED, RESTORED -> true;
          case SKIPPED_EXISTING -> code.isEmpty(); // else a person said so, of somebody else
          default -> false;
        };
    return sure && personId != null;
  }

  /** An outcome that says no more than how the row ended; the {@code with…} methods add to it. */
  public static Outcome of(RowReference ref, RowEnding ending, String code, String reason) {
    return new Outcome(ref, ending, code, reason, null, null, "", "", 0, List.of(), List.of(), "");
  }

  public Outcome withPerson(long id) {
    return with(copy -> copy.personId = id);
  }

  public Outcome withSimilar(long id, String name) {
    return with(
        copy -> {
          copy.similarId = id;
          copy.similarName = name;
        });
  }

  public Outcome withPhoto(String path) {
    return with(copy -> copy.photo = path);
  }

  public Outcome withAttempts(int count) {
    return with(copy -> copy.attempts = count);
  }

  public Outcome withCandidates(List<ConflictCandidate> some) {
    return with(copy -> copy.candidates = some);
  }

  /**
   * The same, saying in which columns the person who is there differs from the row.
   *
   * @param columns by their headers
   */
  public Outcome withDiffering(List<String> columns) {
    return with(copy -> copy.differs = columns);
  }

  /** This data folder has taken the person out, or deleted them, since the backup was made. */
  public static final String LEFT_SINCE_BACKUP = "LEFT_SINCE_BACKUP";

  /** A row has made more than one person, by requests whose answers were lost. */
  public static final String MADE_TWICE = "DUPLICATE_CREATED";

  /** Somebody else made a person of this row's key during the run; the row is done, but look. */
  public static final String APPEARED_MEANWHILE = "APPEARED_MEANWHILE";

  /** The server stores another name or key than was sent: the run has stopped at this row. */
  public static final String STORED_WRONGLY = "STORED_WRONGLY";

  /**
   * The server stores something otherwise than it was sent; to be looked at where {@link #differs}
   * names a field by which people are known, or one that is missing.
   */
  public static final String STORED_DIFFERENTLY = "STORED_DIFFERENTLY";

  /** The server has said that its face service could not be told of whom the row has made. */
  public static final String UNKNOWN_TO_FACES = "50001";

  /** The same row ended otherwise; whatever else is known of it is still known. */
  public Outcome ending(RowEnding other, String otherCode, String otherReason) {
    return new Outcome(
        ref,
        other,
        otherCode,
        otherReason,
        personId,
        similarId,
        similarName,
        photo,
        attempts,
        candidates,
        differs,
        hints);
  }

  /** The same outcome with another code and reason, whatever was said before. */
  public Outcome telling(String otherCode, String otherReason) {
    return with(
        copy -> {
          copy.code = otherCode;
          copy.reason = otherReason;
        });
  }

  /**
   * The same outcome with a code and reason to look at. Where another code was told before, that
   * one stands, and this reason is said behind its own; what was said is still said.
   */
  public Outcome noting(String noteCode, String noteReason) {
    if (code.isEmpty()) {
      return telling(noteCode, DisplayLanguage.sentences(noteReason, reason));
    }
    return reason.contains(noteReason) ? this : adding(noteReason);
  }

  /** The same outcome with what a person may want to look at in the photo. */
  public Outcome withHints(String some) {
    return with(copy -> copy.hints = some);
  }

  /** The same outcome with a sentence more. */
  public Outcome adding(String sentence) {
    return telling(code, DisplayLanguage.sentences(reason, sentence));
  }

  /** Something of what was there before cannot be put back; the row is done as far as it can be. */
  public static final String NOT_RESTORABLE = "NOT_RESTORABLE";

  /** The row says that its person has left, and they are still in groups. */
  public static final String HAS_DOORS = "HAS_DOORS";

  /** What the row says of whether its person has left is not clear. */
  public static final String STATUS_UNCLEAR = "STATUS_UNCLEAR";

  /** Of a departed row, where it is not certain who of the server they are. */
  public static final String DEPARTED_UNCLEAR = "DEPARTED_UNCLEAR";

  /** Codes of rows that are done and yet need attention: exit code 3. */
  public static final List<String> TO_LOOK_AT =
      List.of(
          APPEARED_MEANWHILE,
          STORED_WRONGLY,
          NOT_RESTORABLE,
          HAS_DOORS,
          DEPARTED_UNCLEAR,
          FaceFindings.NO_FACE,
          FaceFindings.MULTIPLE_FACES,
          FaceFindings.PHOTO_TURNED);

  /** Whether the row is done and yet needs attention. */
  public boolean isDoneButToLookAt() {
    return !ending.needsAttention()
        && (TO_LOOK_AT.contains(code)
            || (ending != RowEnding.SKIPPED_EXISTING && !differs.isEmpty()));
  }

  /** The same outcome but for what the change sets. */
  private Outcome with(Consumer<Copy> change) {
    Copy copy = new Copy(this);
    change.accept(copy);
    return new Outcome(
        ref,
        ending,
        copy.code,
        copy.reason,
        copy.personId,
        copy.similarId,
        copy.similarName,
        copy.photo,
        copy.attempts,
        copy.candidates,
        copy.differs,
        copy.hints);
  }

  /** All of an outcome that may become known later. */
  private static final class Copy {
    private String code;
    private String reason;
    private @Nullable Long personId;
    private @Nullable Long similarId;
    private String similarName;
    private String photo;
    private int attempts;
    private List<ConflictCandidate> candidates;
    private List<String> differs;
    private String hints;

    private Copy(Outcome of) {
      code = of.code;
      reason = of.reason;
      personId = of.personId;
      similarId = of.similarId;
      similarName = of.similarName;
      photo = of.photo;
      attempts = of.attempts;
      candidates = of.candidates;
      differs = of.differs;
      hints = of.hints;
    }
  }
}
