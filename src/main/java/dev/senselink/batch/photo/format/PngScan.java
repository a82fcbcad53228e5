package dev.senselink.batch.photo.format;

import static dev.senselink.batch.photo.PhotoMessages.words;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.senselink.batch.photo.PhotoRefusedException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.InflaterInputStream;

/** Walks a PNG's chunks to its end and leaves only those that make the picture. */
final class PngScan {

  private static final int SIGNATURE = 8;
  private static final int LONGEST_PROFILE = 4 << 20;
  private static final Set<String> NEEDED = Set.of("IHDR", "PLTE", "tRNS", "IDAT", "IEND");

  /** Length, type and checksum stand around a chunk's data. */
  private record Chunk(String type, int start, int size) {
    int data() {
      return start + 8;
    }

    int end() {
      return start + 12 + size;
    }
  }

  private final ByteBuffer bytes;
  private int length = SIGNATURE;
  private long packed;
  private int orientation = ExifOrientation.UPRIGHT;
  private byte[] profile = {};

  private PngScan(byte[] bytes) {
    this.bytes = ByteBuffer.wrap(bytes);
  }

  static ScannedPicture scan(byte[] bytes) throws PhotoRefusedException {
    return new PngScan(bytes).walk();
  }

  private ScannedPicture walk() throws PhotoRefusedException {
    Chunk chunk = chunk(SIGNATURE);
    if (!chunk.type().equals("IHDR") || chunk.size() != 13) {
      throw PhotoRefusedException.cutOff("PNG");
    }
    int width = bytes.getInt(chunk.data());
    int height = bytes.getInt(chunk.data() + 4);
    take(chunk);
    while (!chunk.type().equals("IEND")) {
      chunk = chunk(chunk.end());
      take(chunk);
    }
    if (packed == 0) {
      throw PhotoRefusedException.cutOff("PNG");
    }
    return new ScannedPicture(
        PictureKind.PNG,
        width,
        height,
        orientation,
        profile,
        ScannedPicture.Coding.PLAIN,
        false,
        bytes.array(),
        length);
  }

  private Chunk chunk(int start) throws PhotoRefusedException {
    int size = bytes.limit() - start < 12 ? -1 : bytes.getInt(start);
    if (size < 0 || size > bytes.limit() - start - 12) {
      throw PhotoRefusedException.cutOff("PNG");
    }
    return new Chunk(new String(bytes.array(), start + 4, 4, ISO_8859_1), start, size);
  }

  private void take(Chunk chunk) throws PhotoRefusedException {
    switch (chunk.type()) {
      case "eXIf" ->
          orientation = ExifOrientation.orientation(bytes.array(), chunk.data(), chunk.size());
      case "iCCP" -> profile = profile(chunk);
      case "CgBI" -> throw PhotoRefusedException.unreadable(words("photo.iphone"));
      default -> packed += chunk.type().equals("IDAT") ? chunk.size() : 0;
    }
    if (NEEDED.contains(chunk.type())) {
      keep(chunk);
    }
  }

  private void keep(Chunk chunk) throws PhotoRefusedException {
    CRC32 checksum = new CRC32();
    checksum.update(bytes.array(), chunk.start() + 4, chunk.size() + 4);
    if ((int) checksum.getValue() != bytes.getInt(chunk.end() - 4)) {
      throw PhotoRefusedException.cutOff("PNG");
    }
    System.arraycopy(bytes.array(), chunk.start(), bytes.array(), length, chunk.size() + 12);
    length += chunk.size() + 12;
  }

  /** A name, a zero byte, the method, and the profile packed. */
  private byte[] profile(Chunk chunk) {
    int at = chunk.data();
    int end = chunk.end() - 4;
    while (at < end && bytes.get(at) != 0) {
      at++;
    }
    at += 2;
    if (at >= end) {
      return new byte[0];
    }
    try (var in = new InflaterInputStream(new ByteArrayInputStream(bytes.array(), at, end - at))) {
      byte[] unpacked = in.readNBytes(LONGEST_PROFILE);
      return unpacked.length < LONGEST_PROFILE ? unpacked : new byte[0];
    } catch (IOException damaged) {
      return new byte[0]; // then its colours are taken for sRGB, as by every viewer
    }
  }
}
