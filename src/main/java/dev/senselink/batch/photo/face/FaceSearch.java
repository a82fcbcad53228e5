package dev.senselink.batch.photo.face;

import static org.bytedeco.opencv.global.opencv_core.ROTATE_180;
import static org.bytedeco.opencv.global.opencv_core.ROTATE_90_CLOCKWISE;
import static org.bytedeco.opencv.global.opencv_core.ROTATE_90_COUNTERCLOCKWISE;
import static org.bytedeco.opencv.global.opencv_core.rotate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Finds the faces of a picture, whichever way up it is: the near detector on the whole, the far one
 * unless the first shows a portrait, the other three ways up where neither is clear, and tiles
 * where nothing was found. Holds the networks, so for one thread at a time.
 */
final class FaceSearch implements AutoCloseable {
  /** The mesh must be at least as sure as not. */
  private static final double PRESENT = 0.5;

  /** A face seen as clearly as this stands upright: upside down the most was 0.79. */
  private static final double CLEAR = 0.85;

  /** By so much better must another way up be. */
  private static final double BETTER = 0.05;

  private static final double UPRIGHT = 45;

  /**
   * A single clear face of at least this part of the shorter side is a portrait. The far detector
   * costs three times the near one, and in such a picture finds only faces that {@link #BEHIND}
   * leaves out or the near one sees too.
   */
  private static final double PORTRAIT = 0.35;

  /** Narrower than this part of the widest face are people far behind. */
  private static final double BEHIND = 0.3;

  /** Pixels; what is narrower than this is nobody. */
  private static final int LEAST_FACE = 16;

  /** Pixels; a smaller picture is not cut into tiles, which would show nothing more. */
  private static final int LEAST_TILE = 128;

  private static final int[] ROTATIONS = {
    -1, ROTATE_90_CLOCKWISE, ROTATE_180, ROTATE_90_COUNTERCLOCKWISE
  };

  private final BlazeFace near;
  private final BlazeFace far;
  private final FaceMesh mesh;

  FaceSearch() throws IOException {
    near = BlazeFace.shortRange();
    far = BlazeFace.fullRange();
    mesh = new FaceMesh();
  }

  /**
   * A face that was found.
   *
   * @param mesh in the picture that was turned
   */
  record Face(FaceCandidate candidate, MeshPoints mesh) {
    double score() {
      return Math.abs(mesh.roll()) <= UPRIGHT ? candidate.score() : 0;
    }
  }

  /**
   * What was found.
   *
   * @param quarters by how many quarters clockwise the picture has to be turned to be upright
   * @param faces in the picture so turned, the widest first; people far behind are left out
   */
  record Found(int quarters, List<Face> faces) {}

  /** Looks at it from all sides. */
  Found find(Mat picture) {
    List<Face> upright = faces(picture, 0, 0, picture.cols(), picture.rows());
    double score = score(upright);
    Found best = new Found(0, upright);
    if (score < CLEAR) {
      double most = score + BETTER;
      for (int quarters = 1; quarters < ROTATIONS.length; quarters++) {
        try (Mat turned = turned(picture, quarters)) {
          List<Face> faces = faces(turned, 0, 0, turned.cols(), turned.rows());
          if (score(faces) > most) {
            most = score(faces);
            best = new Found(quarters, faces);
          }
        }
      }
    }
    return best.faces().isEmpty() ? new Found(0, closer(picture)) : best;
  }

  /** The picture turned clockwise, a new one that the caller closes. */
  static Mat turned(Mat picture, int quarters) {
    Mat turned = new Mat();
    if (quarters == 0) {
      picture.copyTo(turned);
    } else {
      rotate(picture, turned, ROTATIONS[quarters]);
    }
    return turned;
  }

  private static double score(List<Face> faces) {
    return faces.stream().mapToDouble(Face::score).max().orElse(0);
  }

  private List<Face> faces(Mat picture, int left, int top, int width, int height) {
    List<FaceCandidate> all = new ArrayList<>(near.find(picture, left, top, width, height));
    if (all.size() == 1 && isPortrait(all.get(0), Math.min(width, height))) {
      List<Face> faces = present(picture, all);
      if (score(faces) >= CLEAR) {
        return faces;
      }
    }
    all.addAll(far.find(picture, left, top, width, height));
    return present(picture, all);
  }

  private static boolean isPortrait(FaceCandidate candidate, int side) {
    return candidate.score() >= CLEAR && candidate.width() >= PORTRAIT * side;
  }

  private List<Face> present(Mat picture, List<FaceCandidate> all) {
    List<Face> faces = new ArrayList<>();
    for (FaceCandidate candidate : FaceCandidate.best(all)) {
      if (candidate.width() < LEAST_FACE) {
        continue;
      }
      MeshPoints points = mesh.of(picture, candidate);
      if (points.presence() >= PRESENT) {
        faces.add(new Face(candidate, points));
      }
    }
    faces.sort((one, other) -> Double.compare(other.candidate().width(), one.candidate().width()));
    double least = faces.isEmpty() ? 0 : BEHIND * faces.get(0).candidate().width();
    return faces.stream().filter(face -> face.candidate().width() >= least).toList();
  }

  /** In tiles of half the side, each half over the next. */
  private List<Face> closer(Mat picture) {
    int width = picture.cols() / 2;
    int height = picture.rows() / 2;
    if (Math.min(width, height) < LEAST_TILE) {
      return List.of();
    }
    List<FaceCandidate> all = new ArrayList<>();
    for (int row = 0; row <= 2; row++) {
      for (int column = 0; column <= 2; column++) {
        all.addAll(far.find(picture, column * width / 2, row * height / 2, width, height));
      }
    }
    return present(picture, all);
  }

  @Override
  public void close() {
    near.close();
    far.close();
    mesh.close();
  }
}
