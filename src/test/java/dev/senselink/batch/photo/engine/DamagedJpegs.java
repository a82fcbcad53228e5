package dev.senselink.batch.photo.engine;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_PROGRESSIVE;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_RST_INTERVAL;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR_420;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR_444;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;

import dev.senselink.batch.photo.JdkReader;
import dev.senselink.batch.photo.Jpegs;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Four drawn pictures, each damaged in forty ways: runs of 1 to 4096 bytes inside the coded pixels
 * overwritten with chance, with zeros, or with bytes from elsewhere in the file, and a header that
 * says half the height. The same seed gives the same files. Needs OpenCV's natives.
 */
public final class DamagedJpegs {

  public static final int WIDTH = 480;
  public static final int HEIGHT = 640;
  private static final int LENGTHS = 13;
  private static final int SQUARE = 16;

  /** Grey levels by which a square must differ to be seen. */
  private static final double SEEN = 20;

  /** A damaged file beside the sound one. */
  public record Damaged(String name, byte[] sound, byte[] bytes) {}

  private DamagedJpegs() {}

  public static List<Damaged> all(long seed) {
    List<Damaged> all = new ArrayList<>();
    String[] names = {"4:2:0", "4:4:4", "restarts", "progressive"};
    for (int i = 0; i < names.length; i++) {
      byte[] sound = sound(names[i], i);
      Random random = new Random(seed + i);
      for (int length = 1; length < 1 << LENGTHS; length *= 2) {
        for (String how : List.of("chance", "zeros", "elsewhere")) {
          String name = names[i] + ", " + length + " bytes of " + how;
          all.add(new Damaged(name, sound, overwritten(sound, how, length, random)));
        }
      }
      byte[] halved = Jpegs.claiming(sound, WIDTH, HEIGHT / 2);
      all.add(new Damaged(names[i] + ", half the height", sound, halved));
    }
    return all;
  }

  /** One of the pictures as a camera or a program writes it. */
  public static byte[] sound(String kind, int number) {
    return sound(kind, number, WIDTH, HEIGHT);
  }

  public static byte[] sound(String kind, int number, int width, int height) {
    int sampling =
        kind.equals("4:4:4") ? IMWRITE_JPEG_SAMPLING_FACTOR_444 : IMWRITE_JPEG_SAMPLING_FACTOR_420;
    return encoded(
        drawn(number, width, height),
        IMWRITE_JPEG_QUALITY,
        90,
        IMWRITE_JPEG_SAMPLING_FACTOR,
        sampling,
        IMWRITE_JPEG_PROGRESSIVE,
        kind.equals("progressive") ? 1 : 0,
        IMWRITE_JPEG_RST_INTERVAL,
        kind.equals("restarts") ? 45 : 0);
  }

  /** Whether a square of 16 pixels is another one than before, on the average. */
  public static boolean isVisible(Damaged damaged) throws IOException {
    BufferedImage sound = BgrPixels.of(JdkReader.read(damaged.sound()));
    BufferedImage broken;
    try {
      broken = BgrPixels.of(JdkReader.read(damaged.bytes()));
    } catch (IOException e) {
      return true;
    }
    if (broken.getHeight() != sound.getHeight()) {
      return true;
    }
    for (int y = 0; y + SQUARE <= sound.getHeight(); y += SQUARE) {
      for (int x = 0; x + SQUARE <= sound.getWidth(); x += SQUARE) {
        if (difference(sound, broken, x, y) >= SEEN) {
          return true;
        }
      }
    }
    return false;
  }

  /** The largest difference of a channel's mean. */
  private static double difference(BufferedImage one, BufferedImage other, int left, int top) {
    byte[] bytes = BgrPixels.bytes(one);
    byte[] others = BgrPixels.bytes(other);
    int[] sums = new int[BgrPixels.CHANNELS];
    for (int y = top; y < top + SQUARE; y++) {
      int row = BgrPixels.CHANNELS * (y * one.getWidth() + left);
      for (int i = 0; i < BgrPixels.CHANNELS * SQUARE; i++) {
        sums[i % BgrPixels.CHANNELS] += (bytes[row + i] & 0xFF) - (others[row + i] & 0xFF);
      }
    }
    int worst = Arrays.stream(sums).map(Math::abs).max().orElseThrow();
    return (double) worst / (SQUARE * SQUARE);
  }

  private static byte[] encoded(BufferedImage image, int... how) {
    try (BytePointer bytes = new BytePointer(BgrPixels.bytes(BgrPixels.of(image)));
        Mat full = new Mat(image.getHeight(), image.getWidth(), CV_8UC3, bytes);
        IntPointer settings = new IntPointer(how);
        BytePointer jpeg = new BytePointer()) {
      imencode(".jpg", full, jpeg, settings);
      byte[] written = new byte[Math.toIntExact(jpeg.limit())];
      jpeg.get(written);
      return written;
    }
  }

  private static byte[] overwritten(byte[] sound, String how, int length, Random random) {
    int from = Jpegs.firstScan(sound) + 20;
    int room = sound.length - 2 - from - length;
    int at = from + room / 20 + random.nextInt(room * 9 / 10);
    byte[] run = new byte[length];
    switch (how) {
      case "chance" -> random.nextBytes(run);
      case "elsewhere" -> {
        int other = from + random.nextInt(room);
        run = Arrays.copyOfRange(sound, other, other + length);
      }
      default -> {} // zeros
    }
    byte[] damaged = sound.clone();
    System.arraycopy(run, 0, damaged, at, length);
    return damaged;
  }

  private static BufferedImage drawn(int number, int width, int height) {
    BufferedImage image = BgrPixels.image(width, height);
    Random random = new Random(number);
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setPaint(new GradientPaint(0, 0, colour(random), width, height, colour(random)));
    g.fillRect(0, 0, width, height);
    for (int i = 0; i < 80; i++) {
      int x = random.nextInt(width);
      int y = random.nextInt(height);
      int side = 10 + random.nextInt(width / 3);
      g.setPaint(new GradientPaint(x, y, colour(random), x + side, y + side, colour(random)));
      g.fill(new Ellipse2D.Double(x, y, side, side * (0.3 + random.nextDouble())));
    }
    g.dispose();
    byte[] bytes = BgrPixels.bytes(image);
    for (int i = 0; i < bytes.length; i++) {
      double value = (bytes[i] & 0xFF) + 3 * random.nextGaussian();
      bytes[i] = (byte) Math.max(0, Math.min(255, Math.round(value)));
    }
    return image;
  }

  private static Color colour(Random random) {
    return new Color(random.nextInt(256), random.nextInt(256), random.nextInt(256), 180);
  }
}
