package dev.senselink.batch.photo.face;

import dev.senselink.batch.photo.FaceBox;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.jspecify.annotations.Nullable;

/** Draws boxes around the faces of a small picture, for people to see what was seen. */
public final class FaceBoxPainter {
  /** Not found in skin, and dark enough to be seen on white. */
  private static final Color INK = new Color(0, 158, 96);

  private static final float WIDTH = 1 / 70f;
  private static final double MOST_OF_FACE = 1 / 12.0;
  private static final float[] QUALITIES = {0.8f, 0.6f, 0.4f};

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
      for (float quality : QUALITIES) {
        byte[] painted = written(picture, quality);
        if (painted.length <= maxBytes) {
          return painted;
        }
      }
      return null;
    } catch (IOException e) {
      return null;
    }
  }

  private static byte[] written(BufferedImage picture, float quality) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam how = writer.getDefaultWriteParam();
      how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      how.setCompressionQuality(quality);
      writer.setOutput(out);
      writer.write(null, new IIOImage(picture, null, null), how);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
