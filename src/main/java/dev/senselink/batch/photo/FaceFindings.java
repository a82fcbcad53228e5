package dev.senselink.batch.photo;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What this machine saw in a photo. The server's own word is another and counts more.
 *
 * @param quarters by how many quarters clockwise the photo has to be turned to stand upright
 * @param faces in the photo as it is, the widest first; people far behind are left out
 * @param hints the worst first
 * @param turned by how many quarters clockwise the photo was turned because of what was seen;
 *     {@link #IN_VAIN} where that made it no better, so that it was left as it is
 * @param cut whether it was cut to the face
 */
public record FaceFindings(
    int quarters, List<FaceBox> faces, List<FaceHint> hints, int turned, boolean cut) {

  public static final String NO_FACE = "NO_FACE";
  public static final String MULTIPLE_FACES = "MULTIPLE_FACES";
  public static final String PHOTO_TURNED = "PHOTO_TURNED";

  /** All of them, the one of which this program is surest last. */
  public static final List<String> CODES = List.of(PHOTO_TURNED, MULTIPLE_FACES, NO_FACE);

  public static final int IN_VAIN = -1;

  public FaceFindings {
    faces = List.copyOf(faces);
    hints = List.copyOf(hints);
  }

  /** Of a photo that was neither turned nor cut. */
  public FaceFindings(int quarters, List<FaceBox> faces, List<FaceHint> hints) {
    this(quarters, faces, hints, 0, false);
  }

  /** One of the constants here; {@code ""} for one face that stands upright. */
  public String code() {
    if (faces.isEmpty()) {
      return NO_FACE;
    }
    if (faces.size() > 1) {
      return MULTIPLE_FACES;
    }
    return quarters == 0 ? "" : PHOTO_TURNED;
  }

  /** All hints as in {@code results.csv}. */
  public String hintsText() {
    return hints.stream().map(FaceHint::toString).collect(Collectors.joining("; "));
  }

  /** Whether the photo is another than its file shows. */
  public boolean isChanged() {
    return turned > 0 || cut;
  }

  /** The same for somebody who did not ask what is to be seen. */
  public FaceFindings withoutHints() {
    return new FaceFindings(quarters, faces, List.of(), turned, cut);
  }

  /** The same of a photo that was turned or cut before. */
  public FaceFindings after(int quartersTurned, boolean wasCut) {
    return new FaceFindings(quarters, faces, hints, quartersTurned, wasCut);
  }
}
