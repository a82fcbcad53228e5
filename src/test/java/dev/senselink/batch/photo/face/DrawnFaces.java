package dev.senselink.batch.photo.face;

import dev.senselink.batch.photo.MemoryPhotoFile;
import dev.senselink.batch.photo.Photo;
import dev.senselink.batch.photo.PhotoLimits;
import dev.senselink.batch.photo.Pictures;
import dev.senselink.batch.photo.engine.ThumbnailatorEngine;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.ConvolveOp;
import java.awt.image.Kernel;
import java.awt.image.RescaleOp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;

/** The faces that were drawn for the samples, and what may go wrong with a photo. */
public final class DrawnFaces {
  private static final Path SAMPLES = Path.of("samples").toAbsolutePath();

  private DrawnFaces() {}

  public static BufferedImage one() {
    return read("first/photos/1003.jpg");
  }

  public static BufferedImage two() {
    return read("messy/photos/M24.jpg");
  }

  public static BufferedImage none() {
    return read("messy/photos/M23.jpg");
  }

  private static BufferedImage read(String file) {
    try {
      return ImageIO.read(SAMPLES.resolve(file).toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static BufferedImage scaled(BufferedImage image, double factor) {
    return drawn(
        (int) (image.getWidth() * factor),
        (int) (image.getHeight() * factor),
        image,
        AffineTransform.getScaleInstance(factor, factor));
  }

  /** Turned clockwise. */
  public static BufferedImage turned(BufferedImage image, int quarters) {
    BufferedImage result = image;
    for (int i = 0; i < quarters; i++) {
      AffineTransform turn = AffineTransform.getTranslateInstance(result.getHeight(), 0);
      turn.quadrantRotate(1);
      result = drawn(result.getHeight(), result.getWidth(), result, turn);
    }
    return result;
  }

  /** Leaning clockwise around the middle. */
  static BufferedImage leaning(BufferedImage image, double degrees) {
    return drawn(
        image.getWidth(),
        image.getHeight(),
        image,
        AffineTransform.getRotateInstance(
            Math.toRadians(degrees), image.getWidth() / 2.0, image.getHeight() / 2.0));
  }

  /** Moved, so that some of it is outside. */
  static BufferedImage moved(BufferedImage image, double right, double down) {
    return drawn(
        image.getWidth(),
        image.getHeight(),
        image,
        AffineTransform.getTranslateInstance(right * image.getWidth(), down * image.getHeight()));
  }

  /** The face small in a wide empty picture. */
  public static BufferedImage farAway(BufferedImage image, int width, int height) {
    return drawn(
        width, height, image, AffineTransform.getTranslateInstance(width * 0.6, height * 0.3));
  }

  public static BufferedImage relit(BufferedImage image, float factor, float offset) {
    return new RescaleOp(factor, offset, null).filter(image, null);
  }

  static BufferedImage blurred(BufferedImage image, int side) {
    float[] even = new float[side * side];
    Arrays.fill(even, 1f / even.length);
    return new ConvolveOp(new Kernel(side, side, even)).filter(image, null);
  }

  private static BufferedImage drawn(
      int width, int height, BufferedImage image, AffineTransform how) {
    BufferedImage result = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D g = result.createGraphics();
    g.setColor(new Color(205, 210, 214));
    g.fillRect(0, 0, width, height);
    g.drawImage(image, how, null);
    g.dispose();
    return result;
  }

  public static byte[] png(BufferedImage image) {
    return Pictures.write(image, "png");
  }

  /** As an import would prepare it. */
  static Photo photo(BufferedImage image) {
    return (Photo)
        new ThumbnailatorEngine().prepare(new MemoryPhotoFile(png(image)), PhotoLimits.standard());
  }
}
