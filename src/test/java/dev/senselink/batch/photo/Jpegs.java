package dev.senselink.batch.photo;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Writes JPEGs of the odd kinds, and adds to, cuts and lists their segments. */
public final class Jpegs {

  public static final int APP1 = 0xE1;
  public static final int APP2 = 0xE2;
  public static final int APP14 = 0xEE;

  private Jpegs() {}

  public static byte[] baseline(BufferedImage image) {
    return write(new IIOImage(image, null, null), ImageWriteParam.MODE_DISABLED);
  }

  public static byte[] progressive(BufferedImage image) {
    return write(new IIOImage(image, null, null), ImageWriteParam.MODE_DEFAULT);
  }

  /** As Photoshop writes it: inverted inks, transform 0. */
  public static byte[] cmyk(BufferedImage image) {
    return adobe(inks(image, false), 0);
  }

  /** The same with the first three inks as luminance and colour, transform 2. */
  static byte[] ycck(BufferedImage image) {
    return adobe(inks(image, true), 2);
  }

  /** A segment after the start mark. */
  public static byte[] with(byte[] jpeg, int marker, byte[] content) {
    ByteBuffer bytes = ByteBuffer.allocate(jpeg.length + content.length + 4);
    bytes.put(jpeg, 0, 2).put((byte) 0xFF).put((byte) marker);
    bytes.putShort((short) (content.length + 2)).put(content);
    return bytes.put(jpeg, 2, jpeg.length - 2).array();
  }

  public static byte[] withOrientation(byte[] jpeg, int orientation) {
    return with(jpeg, APP1, concat("Exif\0\0".getBytes(), exif(orientation)));
  }

  static byte[] withProfile(byte[] jpeg, byte[] profile) {
    return with(jpeg, APP2, concat("ICC_PROFILE\0\1\1".getBytes(), profile));
  }

  /** A TIFF block with the orientation as its only entry. */
  public static byte[] exif(int orientation) {
    ByteBuffer exif =
        ByteBuffer.allocate(26).putShort((short) 0x4D4D).putShort((short) 42).putInt(8);
    exif.putShort((short) 1).putShort((short) 0x112).putShort((short) 3).putInt(1);
    return exif.putShort((short) orientation).array();
  }

  /** Where the marker of the first scan is. */
  public static int firstScan(byte[] jpeg) {
    int at = 2;
    while ((jpeg[at + 1] & 0xFF) != 0xDA) {
      at += 2 + (ByteBuffer.wrap(jpeg).getShort(at + 2) & 0xFFFF);
    }
    return at;
  }

  /** Overwrites the size in the frame header. */
  public static byte[] claiming(byte[] jpeg, int width, int height) {
    byte[] lie = jpeg.clone();
    int at = 2;
    while ((lie[at + 1] & 0xFF) < 0xC0 || (lie[at + 1] & 0xFF) > 0xC2) {
      at += 2 + ByteBuffer.wrap(lie).getShort(at + 2);
    }
    ByteBuffer.wrap(lie).putShort(at + 5, (short) height).putShort(at + 7, (short) width);
    return lie;
  }

  /** The markers up to the first scan, in order. */
  static List<Integer> markers(byte[] jpeg) {
    List<Integer> markers = new ArrayList<>();
    int at = 2;
    do {
      markers.add(jpeg[at + 1] & 0xFF);
      at += 2 + Short.toUnsignedInt(ByteBuffer.wrap(jpeg).getShort(at + 2));
    } while (markers.get(markers.size() - 1) != 0xDA);
    return markers;
  }

  public static byte[] concat(byte[] one, byte[] other) {
    return ByteBuffer.allocate(one.length + other.length).put(one).put(other).array();
  }

  private static byte[] adobe(Raster raster, int transform) {
    byte[] mark = {'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, (byte) transform};
    return with(
        write(new IIOImage(raster, null, null), ImageWriteParam.MODE_DISABLED), APP14, mark);
  }

  private static Raster inks(BufferedImage image, boolean asLuminance) {
    WritableRaster raster =
        Raster.createInterleavedRaster(
            DataBuffer.TYPE_BYTE, image.getWidth(), image.getHeight(), 4, null);
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        int rgb = image.getRGB(x, y);
        int r = rgb >> 16 & 0xFF;
        int g = rgb >> 8 & 0xFF;
        int b = rgb & 0xFF;
        // Without black, an inverted ink is the colour itself. Luminance is of the ink, not
        // inverted.
        double[] values =
            asLuminance ? luminance(255 - r, 255 - g, 255 - b) : new double[] {r, g, b, 255};
        raster.setPixel(x, y, values);
      }
    }
    return raster;
  }

  private static double[] luminance(int r, int g, int b) {
    double y = 0.299 * r + 0.587 * g + 0.114 * b;
    return new double[] {y, 128 + 0.564 * (b - y), 128 + 0.713 * (r - y), 255};
  }

  private static byte[] write(IIOImage image, int progressive) {
    ImageWriter writer = writer();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (var out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setProgressiveMode(progressive);
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality(0.95f);
      writer.setOutput(out);
      writer.write(null, image, param);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  private static ImageWriter writer() {
    Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName("jpeg");
    ImageWriter writer = writers.next();
    while (!writer.getClass().getName().startsWith("com.sun.")) {
      writer = writers.next();
    }
    return writer;
  }
}
