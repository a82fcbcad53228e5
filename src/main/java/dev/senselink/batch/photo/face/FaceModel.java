package dev.senselink.batch.photo.face;

import static dev.senselink.batch.photo.PhotoMessages.words;

import dev.senselink.batch.disk.Sha256Digest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The models that come with the program; where they are from stands in the NOTICE beside them. */
enum FaceModel {
  /** Faces that fill a good part of the picture. */
  SHORT_RANGE(
      "face_detection_short_range.tflite",
      128,
      "3bc182eb9f33925d9e58b5c8d59308a760f4adea8f282370e428c51212c26633"),

  /** Faces farther away. */
  FULL_RANGE(
      "face_detection_full_range.tflite",
      192,
      "99bf9494d84f50acc6617d89873f71bf6635a841ea699c17cb3377f9507cfec3"),

  /** 468 points of a face, and whether there is one at all. */
  MESH(
      "face_landmark.tflite",
      192,
      "c603fa6149219a3e9487dc9abd7a0c24474c77263273d24868378cdf40aa26d1");

  private final String file;
  private final int side;
  private final String sha256;

  FaceModel(String file, int side, String sha256) {
    this.file = file;
    this.side = side;
    this.sha256 = sha256;
  }

  /** Pixels of the square picture it takes. */
  int side() {
    return side;
  }

  /** Of the file as it was published. */
  String sha256() {
    return sha256;
  }

  /** The digests of all of them: what was seen with others has to be seen anew. */
  static String all() {
    return Arrays.stream(values()).map(FaceModel::sha256).collect(Collectors.joining(" "));
  }

  /**
   * The file's content.
   *
   * @throws IOException if it is not what was published, in words
   */
  byte[] bytes() throws IOException {
    try (InputStream in = FaceModel.class.getResourceAsStream(file)) {
      return checked(in == null ? new byte[0] : in.readAllBytes());
    }
  }

  /** What is not what was published would be run all the same, and see what is not there. */
  byte[] checked(byte[] content) throws IOException {
    if (!Sha256Digest.hexOf(content).equals(sha256)) {
      throw new IOException(words("face.model", file));
    }
    return content;
  }
}
