package dev.senselink.batch.simulation;

/**
 * Pictures of the simulated world: a few bytes that say whose face they show and what the checks
 * find. No text has such bytes, so nobody takes them for a page.
 */
final class FaceBytes {
  private static final int LENGTH = 10;

  private FaceBytes() {}

  /**
   * A good picture.
   *
   * @param face whose; equal numbers look alike
   * @param version which picture of that face
   */
  static byte[] of(int face, int version) {
    return of(face, version, 1, 0);
  }

  /**
   * A picture.
   *
   * @param faces how many faces can be seen
   * @param quality 0 = good, else which of the qa_codes
   */
  static byte[] of(int face, int version, int faces, int quality) {
    return new byte[] {
      (byte) 0xFF,
      (byte) 0xD8,
      0,
      (byte) (face >> 8),
      (byte) face,
      (byte) (version >> 8),
      (byte) version,
      (byte) faces,
      (byte) quality,
      1
    };
  }

  static boolean isOne(byte[] bytes) {
    return bytes.length == LENGTH && (bytes[0] & 0xFF) == 0xFF && bytes[2] == 0;
  }

  static int face(byte[] bytes) {
    return (bytes[3] & 0xFF) << 8 | bytes[4] & 0xFF;
  }

  static int version(byte[] bytes) {
    return (bytes[5] & 0xFF) << 8 | bytes[6] & 0xFF;
  }

  static int faces(byte[] bytes) {
    return bytes[7];
  }

  static int quality(byte[] bytes) {
    return bytes[8];
  }
}
