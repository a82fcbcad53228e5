package dev.senselink.batch.sandbox.picture;

import dev.senselink.batch.sandbox.call.CallRefusedException;
import dev.senselink.batch.sandbox.call.UploadedFile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Looks at photos: really decodes them, counts faces, judges quality, remembers the last ones. */
public final class FaceAnalyzer {
  private static final int REMEMBERED = 1_000;
  private static final long MAX_PIXELS = 100_000_000;

  /** Of every sandbox in this process: the same bytes show the same. */
  private static final Map<String, Seen> SEEN = Collections.synchronizedMap(new Recent<>());

  private final Map<String, Integer> scriptedFaces = new ConcurrentHashMap<>();
  private final Map<String, Integer> scriptedQuality = new ConcurrentHashMap<>();

  /** What a photo shows. */
  public record Seen(String sha256, int faces, QualityVerdict quality, FaceLikeness likeness) {}

  private static final class Recent<V> extends LinkedHashMap<String, V> {
    private static final long serialVersionUID = 1L;

    Recent() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, V> unused) {
      return size() > REMEMBERED;
    }
  }

  public void scriptFaces(String sha256, int faces) {
    scriptedFaces.put(sha256, faces);
  }

  public void scriptQuality(String sha256, int qaCode) {
    scriptedQuality.put(sha256, qaCode);
  }

  /** Throws a {@link CallRefusedException}, 30005, for anything that is not a readable picture. */
  public Seen look(UploadedFile photo) {
    String sha256 = sha256(photo.bytes());
    Seen known = SEEN.get(sha256);
    if (known == null) {
      known = examine(sha256, photo);
      SEEN.put(sha256, known);
    }
    int faces = scriptedFaces.getOrDefault(sha256, known.faces());
    Integer qaCode = scriptedQuality.get(sha256);
    QualityVerdict quality = qaCode == null ? known.quality() : QualityVerdict.scripted(qaCode);
    return new Seen(sha256, faces, quality, known.likeness());
  }

  private static Seen examine(String sha256, UploadedFile photo) {
    try (ImageInputStream in =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(photo.bytes()))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw illegal("is no picture");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        return examine(sha256, reader);
      } finally {
        reader.dispose();
      }
    } catch (IOException | IndexOutOfBoundsException | IllegalArgumentException e) {
      throw illegal("cannot be decoded");
    }
  }

  private static Seen examine(String sha256, ImageReader reader) throws IOException {
    int width = reader.getWidth(0);
    int height = reader.getHeight(0);
    if ((long) width * height > MAX_PIXELS) {
      throw illegal("has too many pixels");
    }
    ImageReadParam param = reader.getDefaultReadParam();
    int step = Math.max(1, Math.max(width, height) / (2 * GreyPicture.LONG_SIDE));
    param.setSourceSubsampling(step, step, 0, 0);
    BufferedImage image = reader.read(0, param);
    GreyPicture luma = GreyPicture.of(image);
    OptionalInt mark = FaceCountMark.find(luma);
    int faces = mark.orElse(1);
    QualityVerdict quality = QualityVerdict.of(width, height, faces, luma);
    FaceLikeness likeness =
        mark.isPresent() ? FaceLikeness.ofDrawing(luma) : FaceLikeness.ofPhoto(luma);
    return new Seen(sha256, faces, quality, likeness);
  }

  private static CallRefusedException illegal(String why) {
    return new CallRefusedException(CallRefusedException.AVATAR_ILLEGAL, "the photo " + why);
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java lacks SHA-256", e);
    }
  }
}
