package dev.senselink.batch.photo.face;

import dev.senselink.batch.photo.FaceBox;
import dev.senselink.batch.photo.engine.JavaJpegWriter;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/** Draws boxes around the faces of a small picture, for people to see what was seen. */
public final class FaceBoxPainter {
  /** Not found in skin, and dark enough to be seen on white. */
  private static final Color INK = new Color(0, 158, 96);

  private static final float WIDTH = 1 / 70f;
  private static final double MOST_OF_FACE = 1 / 12.0;

  /** In percent. The last is ugly, and yet shows where the box is. */
  private static final int[] QUALITIES = {80, 60, 40, 20, 8};

  private FaceBoxPainter() {}

  /**
   * The same picture with boxes.
   *
   * @param jpeg one of this program's own
   * @return {@code null} where it cannot be had within so many bytes
   */
  public static byte @Nullable [] paint(byte[] jpeg, List<FaceBox> faces, long maxBytes) {
    try {
      BufferedImage picture = ImageIO.read(new ByteArrayInputStream(jpeg));
      Graphics2D pen = picture.createGraphics();
      int width = picture.getWidth();
      int height = picture.getHeight();
      pen.setColor(INK);
      float thick = Math.max(2, WIDTH * Math.max(width, height));
      for (FaceBox face : faces) {
        // Of a small face the box must leave something to be seen.
        float most = (float) (face.width() * width * MOST_OF_FACE);
        pen.setStroke(new BasicStroke(Math.max(1, Math.min(thick, most))));
        pen.drawRect(
            (int) (face.left() * width),
            (int) (face.top() * height),
            (int) (face.width() * width),
            (int) (face.height() * height));
      }
      pen.dispose();
      for (int quality : QUALITIES) {
        byte[] painted = JavaJpegWriter.write(picture, quality);
        if (painted.length <= maxBytes) {
          return painted;
        }
      }
      return null;
    } catch (IOException e) {
      return null;
    }
  }
}
