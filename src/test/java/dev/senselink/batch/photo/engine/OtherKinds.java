package dev.senselink.batch.photo.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.bytedeco.opencv.global.opencv_core.CV_16UC3;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_TIFF_COMPRESSION;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_TIFF_PREDICTOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;

import dev.senselink.batch.photo.Jpegs;
import dev.senselink.batch.photo.Pictures;
import java.awt.Color;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.opencv_core.Mat;

/** PNG chunks, a tiny WebP, and pictures of depths that Java has no name for. */
public final class OtherKinds {

  private OtherKinds() {}

  /** Puts a chunk right behind the header. */
  public static byte[] pngWith(byte[] png, String type, byte[] content) {
    int header = 8 + 25;
    ByteBuffer bytes = ByteBuffer.allocate(png.length + content.length + 12);
    bytes.put(png, 0, header).put(chunk(type, content));
    return bytes.put(png, header, png.length - header).array();
  }

  public static byte[] pngWithProfile(byte[] png, byte[] profile) {
    return pngWith(png, "iCCP", Jpegs.concat("name\0\0".getBytes(ISO_8859_1), deflate(profile)));
  }

  /** A grey PNG whose header and pixels need not agree; all checksums are right. */
  public static byte[] png(int width, int height, byte[] pixels) {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    png.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});
    ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height).put((byte) 8);
    png.writeBytes(chunk("IHDR", header.array()));
    png.writeBytes(chunk("IDAT", deflate(pixels)));
    png.writeBytes(chunk("IEND", new byte[0]));
    return png.toByteArray();
  }

  static byte[] chunk(String type, byte[] content) {
    byte[] typed = Jpegs.concat(type.getBytes(ISO_8859_1), content);
    CRC32 checksum = new CRC32();
    checksum.update(typed);
    ByteBuffer chunk = ByteBuffer.allocate(typed.length + 8).putInt(content.length);
    return chunk.put(typed).putInt((int) checksum.getValue()).array();
  }

  public static byte[] deflate(byte[] content) {
    Deflater deflater = new Deflater();
    deflater.setInput(content);
    deflater.finish();
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    byte[] buffer = new byte[1 << 16];
    while (!deflater.finished()) {
      packed.write(buffer, 0, deflater.deflate(buffer));
    }
    deflater.end();
    return packed.toByteArray();
  }

  /** A lossless WebP of one colour: every code has one symbol, so pixels take no bits. */
  public static byte[] webp(int width, int height, Color colour) {
    int[][] fields = {
      {0x2F, 8},
      {width - 1, 14},
      {height - 1, 14},
      {0, 1},
      {0, 3},
      {0, 1},
      {0, 1},
      {0, 1},
      {symbol(colour.getGreen()), 11},
      {symbol(colour.getRed()), 11},
      {symbol(colour.getBlue()), 11},
      {symbol(255), 11},
      {symbol(0), 11}
    };
    BigInteger bits = BigInteger.ZERO;
    int at = 0;
    for (int[] field : fields) {
      bits = bits.or(BigInteger.valueOf(field[0]).shiftLeft(at));
      at += field[1];
    }
    byte[] reversed = bits.toByteArray();
    byte[] data = new byte[24];
    for (int i = 0; i < reversed.length; i++) {
      data[i] = reversed[reversed.length - 1 - i];
    }
    return riff(riffChunk("VP8L", data));
  }

  /** The extended form, with EXIF. */
  public static byte[] webpWithOrientation(int width, int height, Color colour, int orientation) {
    byte[] plain = webp(width, height, colour);
    ByteBuffer canvas = ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN).putInt(8);
    canvas.putShort((short) (width - 1)).put((byte) 0).putShort((short) (height - 1));
    byte[] picture = new byte[plain.length - 12];
    System.arraycopy(plain, 12, picture, 0, picture.length);
    byte[] chunks = Jpegs.concat(riffChunk("VP8X", canvas.array()), picture);
    return riff(Jpegs.concat(chunks, riffChunk("EXIF", Jpegs.exif(orientation))));
  }

  /** Grey with transparency, as PNG has it and BufferedImage has no type for. */
  public static BufferedImage greyAlpha(int bits, int grey, int alpha) {
    int type = bits == 8 ? DataBuffer.TYPE_BYTE : DataBuffer.TYPE_USHORT;
    var model =
        new ComponentColorModel(ColorSpace.getInstance(ColorSpace.CS_GRAY), true, false, 3, type);
    return filled(model, new int[] {grey * scale(bits), alpha * scale(bits)});
  }

  public static BufferedImage deepRgb(Color colour) {
    var space = ColorSpace.getInstance(ColorSpace.CS_sRGB);
    var model = new ComponentColorModel(space, false, false, 1, DataBuffer.TYPE_USHORT);
    int[] values = {colour.getRed() * 257, colour.getGreen() * 257, colour.getBlue() * 257};
    return filled(model, values);
  }

  private static int scale(int bits) {
    return bits == 8 ? 1 : 257;
  }

  private static BufferedImage filled(ComponentColorModel model, int[] values) {
    WritableRaster raster = model.createCompatibleWritableRaster(Pictures.WIDTH, Pictures.HEIGHT);
    for (int y = 0; y < Pictures.HEIGHT; y++) {
      for (int x = 0; x < Pictures.WIDTH; x++) {
        raster.setPixel(x, y, values);
      }
    }
    return new BufferedImage(model, raster, false, null);
  }

  private static int symbol(int value) {
    return 1 | 1 << 2 | value << 3; // simple code, one symbol, of eight bits
  }

  private static byte[] riff(byte[] chunks) {
    ByteBuffer bytes = ByteBuffer.allocate(12 + chunks.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put("RIFF".getBytes(ISO_8859_1)).putInt(4 + chunks.length);
    return bytes.put("WEBP".getBytes(ISO_8859_1)).put(chunks).array();
  }

  private static byte[] riffChunk(String type, byte[] content) {
    ByteBuffer chunk = ByteBuffer.allocate(8 + content.length).order(ByteOrder.LITTLE_ENDIAN);
    return chunk.put(type.getBytes(ISO_8859_1)).putInt(content.length).put(content).array();
  }

  /** A BMP of a palette in runs of equal pixels. */
  public static byte[] packedBmp(BufferedImage palette) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("bmp").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (var out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionType("BI_RLE8");
      writer.setOutput(out);
      writer.write(null, new IIOImage(palette, null, null), param);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /**
   * A TIFF of 16 bits a colour, written by another library than it is read by.
   *
   * @param packing 5 for LZW, 8 for ZIP
   */
  public static byte[] deepTiff(BufferedImage image, int packing) {
    OpenCvEngineTest.load();
    try (BytePointer bytes = new BytePointer(BgrPixels.bytes(BgrPixels.of(image)));
        Mat flat = new Mat(image.getHeight(), image.getWidth(), CV_8UC3, bytes);
        Mat deep = new Mat();
        IntPointer settings =
            new IntPointer(IMWRITE_TIFF_COMPRESSION, packing, IMWRITE_TIFF_PREDICTOR, 2);
        BytePointer tiff = new BytePointer()) {
      flat.convertTo(deep, CV_16UC3, 257, 0);
      imencode(".tiff", deep, tiff, settings);
      byte[] written = new byte[Math.toIntExact(tiff.limit())];
      tiff.get(written);
      return written;
    }
  }
}
