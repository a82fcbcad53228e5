package dev.senselink.batch.photo.face;

import dev.senselink.batch.photo.FaceHint;
import dev.senselink.batch.photo.FaceHint.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;

/** What is worth a hint. */
final class FaceHintRules {
  private final FaceLimits limits;
  private final PictureLight light;

  FaceHintRules(FaceLimits limits, PictureLight light) {
    this.limits = limits;
    this.light = light;
  }

  /**
   * The hints on a picture, worst first.
   *
   * @param upright the picture, turned as its faces want it
   * @param faces the face that counts first; none is fine
   * @param scale pixels of the photo as sent for one of the picture
   */
  List<FaceHint> of(Mat upright, List<FaceSearch.Face> faces, int scale) {
    List<FaceHint> hints = new ArrayList<>();
    PictureLight.Ends ends = light.ends(upright);
    below(hints, Kind.PICTURE_DARK, ends.bright(), limits.bright());
    below(hints, Kind.PICTURE_FLAT, ends.bright() - ends.dark(), limits.contrast());
    if (faces.size() == 1) {
      face(hints, upright, faces.get(0).mesh(), scale);
    }
    hints.sort(Comparator.comparingDouble(FaceHint::excess).reversed());
    return hints;
  }

  private void face(List<FaceHint> hints, Mat upright, MeshPoints mesh, int scale) {
    double eyes = mesh.eyeDistance() * scale;
    below(hints, Kind.FACE_SMALL, eyes, limits.eyes());
    above(
        hints, Kind.FACE_CUT_OFF, 100 * mesh.outside(upright.cols(), upright.rows()), limits.cut());
    double yaw = Math.abs(mesh.yaw());
    double roll = Math.abs(mesh.roll());
    if (yaw / limits.yaw() >= roll / limits.roll()) {
      above(hints, Kind.FACE_TURNED, yaw, limits.yaw());
    } else {
      above(hints, Kind.FACE_TURNED, roll, limits.roll());
    }
    // A small face has no fine structure, and is told as small already.
    if (eyes >= limits.eyes()) {
      below(hints, Kind.FACE_BLURRED, light.sharpness(upright, mesh.bounds()), limits.sharp());
    }
  }

  private static void below(List<FaceHint> hints, Kind kind, double value, double limit) {
    if (value < limit) {
      hints.add(new FaceHint(kind, (long) Math.floor(value), (limit + 1) / (value + 1)));
    }
  }

  private static void above(List<FaceHint> hints, Kind kind, double value, double limit) {
    if (value > limit) {
      hints.add(new FaceHint(kind, (long) Math.ceil(value), (value + 1) / (limit + 1)));
    }
  }
}
