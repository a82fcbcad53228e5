package dev.senselink.batch.bench;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Pictures that are as much work as a photo: soft clouds and fine structure at every scale, hard
 * edges, and the noise of a sensor. Nobody is on them.
 */
final class DrawnPhotos {
  private static final int OCTAVES = 7;
  private static final double SENSOR_NOISE = 3.5;

  private DrawnPhotos() {}

  /** The picture with this number; the same number and size give the same picture. */
  static BufferedImage draw(int number, int width, int height) {
    Random random = new Random(number);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    clouds(image, random);
    shapes(image, random);
    noise(image, random);
    return image;
  }

  /** Rings that get finer towards the edge: whatever aliases shows false rings. */
  static BufferedImage zonePlate(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    double scale = Math.PI / 2 / (width / 2.0);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double dx = x - width / 2.0;
        double dy = y - height / 2.0;
        int v = (int) Math.round(127.5 + 127.5 * Math.cos(scale * (dx * dx + dy * dy)));
        image.setRGB(x, y, v << 16 | v << 8 | v);
      }
    }
    return image;
  }

  private static void clouds(BufferedImage image, Random random) {
    int width = image.getWidth();
    int height = image.getHeight();
    float[][] sum = new float[3][width * height];
    float weight = 70;
    for (int octave = 0, cell = Math.max(width, height) / 3; octave < OCTAVES; octave++) {
      for (float[] plane : sum) {
        octave(plane, width, height, Math.max(2, cell), weight, random);
      }
      cell /= 3;
      weight *= 0.5f;
    }
    byte[] bytes = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    for (int i = 0; i < width * height; i++) {
      float light = sum[0][i];
      bytes[3 * i] = clamp(128 + light + 0.25f * sum[1][i]);
      bytes[3 * i + 1] = clamp(122 + light);
      bytes[3 * i + 2] = clamp(118 + light + 0.25f * sum[2][i]);
    }
  }

  private static void octave(
      float[] plane, int width, int height, int cell, float weight, Random random) {
    int across = width / cell + 2;
    float[] grid = new float[across * (height / cell + 2)];
    for (int i = 0; i < grid.length; i++) {
      grid[i] = weight * (2 * random.nextFloat() - 1);
    }
    for (int y = 0; y < height; y++) {
      float down = smooth((float) (y % cell) / cell);
      int row = y / cell * across;
      for (int x = 0; x < width; x++) {
        float right = smooth((float) (x % cell) / cell);
        int at = row + x / cell;
        float top = grid[at] + right * (grid[at + 1] - grid[at]);
        float bottom = grid[at + across] + right * (grid[at + across + 1] - grid[at + across]);
        plane[y * width + x] += top + down * (bottom - top);
      }
    }
  }

  private static float smooth(float t) {
    return t * t * (3 - 2 * t);
  }

  private static void shapes(BufferedImage image, Random random) {
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    int side = image.getHeight();
    for (int i = 0; i < 60; i++) {
      g.setColor(new Color(random.nextInt(256), random.nextInt(256), random.nextInt(256), 150));
      double size = side * (0.01 + 0.1 * random.nextDouble());
      double x = random.nextDouble() * image.getWidth();
      double y = random.nextDouble() * side;
      switch (i % 3) {
        case 0 -> g.fill(new Ellipse2D.Double(x, y, size, size));
        case 1 -> {
          g.setStroke(new BasicStroke(1 + side / 500f * random.nextFloat()));
          g.drawLine((int) x, (int) y, random.nextInt(image.getWidth()), random.nextInt(side));
        }
        default -> {
          g.setFont(new Font(Font.SANS_SERIF, Font.BOLD, (int) size + 8));
          g.drawString("SenseLink " + i, (int) x, (int) y);
        }
      }
    }
    g.dispose();
  }

  private static void noise(BufferedImage image, Random random) {
    byte[] bytes = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    float[] some = new float[1 << 16];
    for (int i = 0; i < some.length; i++) {
      some[i] = (float) (SENSOR_NOISE * random.nextGaussian());
    }
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = clamp((bytes[i] & 0xFF) + some[random.nextInt(some.length)]);
    }
  }

  private static byte clamp(float value) {
    return (byte) Math.max(0, Math.min(255, Math.round(value)));
  }

  /** As a camera writes it. */
  static byte[] jpeg(BufferedImage image, boolean progressive) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (var out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setProgressiveMode(
          progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality(0.91f);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), param);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** The same file, said to be in the colours that phones write. */
  static byte[] withPhoneProfile(byte[] jpeg) {
    byte[] profile = phoneProfile();
    ByteBuffer file = ByteBuffer.allocate(jpeg.length + profile.length + 18);
    file.put(jpeg, 0, 2).putShort((short) 0xFFE2).putShort((short) (profile.length + 16));
    file.put("ICC_PROFILE\0\1\1".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
    return file.put(profile).put(jpeg, 2, jpeg.length - 2).array();
  }

  /** Java's sRGB with the primaries of Display P3. */
  private static byte[] phoneProfile() {
    byte[] profile = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
    primary(profile, "rXYZ", 0.51512, 0.24120, -0.00105);
    primary(profile, "gXYZ", 0.29198, 0.69225, 0.04189);
    primary(profile, "bXYZ", 0.15710, 0.06657, 0.78407);
    return profile;
  }

  private static void primary(byte[] profile, String tag, double x, double y, double z) {
    ByteBuffer bytes = ByteBuffer.wrap(profile);
    int name = ByteBuffer.wrap(tag.getBytes(java.nio.charset.StandardCharsets.US_ASCII)).getInt();
    for (int i = 0; i < bytes.getInt(128); i++) {
      int entry = 132 + 12 * i;
      if (bytes.getInt(entry) == name) {
        int at = bytes.getInt(entry + 4) + 8;
        bytes.putInt(at, fixed(x)).putInt(at + 4, fixed(y)).putInt(at + 8, fixed(z));
      }
    }
  }

  private static int fixed(double value) {
    return (int) Math.round(value * 65536);
  }
}
