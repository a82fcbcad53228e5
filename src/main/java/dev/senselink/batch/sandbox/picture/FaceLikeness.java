package dev.senselink.batch.sandbox.picture;

import java.util.ArrayList;
import java.util.List;

/**
 * What a photo is recognised by. Measured: of 100,000 drawn people no two hashes are nearer than 29
 * bits, as they all sit alike, and two pictures of one of them differ in up to 20. Real portraits
 * of different people are at least 56 apart even where one is cropped; those of one person, cropped
 * a little, up to 44.
 *
 * @param hash of the whole picture, by which it is found later
 * @param views hashes of the picture and, for a real photo, of parts of it: somebody who was
 *     cropped before is found by one of them
 * @param reach hashes that differ in at most so many bits show the same person
 */
public record FaceLikeness(PictureHash hash, List<PictureHash> views, int reach) {
  private static final int DRAWN_REACH = 22;
  private static final int PHOTO_REACH = 44;
  private static final double[] CROPS = {0.94, 0.88};

  static FaceLikeness ofDrawing(GreyPicture luma) {
    PictureHash hash = PictureHash.of(luma);
    return new FaceLikeness(hash, List.of(hash), DRAWN_REACH);
  }

  static FaceLikeness ofPhoto(GreyPicture luma) {
    PictureHash hash = PictureHash.of(luma);
    List<PictureHash> views = new ArrayList<>();
    views.add(hash);
    for (double size : CROPS) {
      double middle = (1 - size) / 2;
      for (int column = 0; column <= 2; column++) {
        for (int row = 0; row <= 2; row++) {
          views.add(PictureHash.of(luma, column * middle, row * middle, size));
        }
      }
    }
    return new FaceLikeness(hash, List.copyOf(views), PHOTO_REACH);
  }
}
