package dev.senselink.batch.photo.engine;

import static dev.senselink.batch.photo.PhotoMessages.words;

import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import dev.senselink.batch.photo.PhotoRefusedException;
import dev.senselink.batch.photo.PixelSize;
import dev.senselink.batch.photo.format.PictureKind;
import dev.senselink.batch.photo.format.ScannedPicture;
import dev.senselink.batch.photo.format.TiffScan;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;
import javax.imageio.spi.IIORegistry;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import net.coobird.thumbnailator.Thumbnails;

/** Decodes with Java's image readers and TwelveMonkeys' plug-ins, scales with Thumbnailator. */
final class ThumbnailatorShrinker implements PictureShrinker {

  /** Up to here every pixel is decoded: 24 megapixels, what good cameras make. */
  private static final int ALL_PIXELS = 24_000_000;

  /** Beyond, pixels are left out, but so many are kept per pixel of the result and side. */
  private static final int KEPT = 3;

  private static final int DECODED_BYTES = 4;
  private static final int DEEP_BYTES = 8;
  private static final int FLAT_BYTES = 4;

  ThumbnailatorShrinker() {
    // Drawing must not look for a screen: a stale DISPLAY would end the program.
    System.setProperty("java.awt.headless", "true");
    // No temporary files: they would leave faces on the disk.
    ImageIO.setUseCache(false);
    // By hand, as the search for plug-ins depends on the thread it happens to run in.
    IIORegistry registry = IIORegistry.getDefaultInstance();
    registry.registerServiceProvider(new JPEGImageReaderSpi());
    registry.registerServiceProvider(new WebPImageReaderSpi());
  }

  @Override
  public BufferedImage shrink(ScannedPicture picture, PixelSize target)
      throws IOException, PhotoRefusedException {
    if (picture.coding() == ScannedPicture.Coding.LOSSY_WEBP) {
      // The plug-in's colours are off by up to a hundred levels, and no other decoder is at hand.
      throw PhotoRefusedException.unreadable(words("photo.webpLossy"));
    }
    return rescale(RgbFlattener.onWhite(decode(picture, step(picture, target))), target);
  }

  @Override
  public long heapBytes(ScannedPicture picture, PixelSize target) {
    int step = step(picture, target);
    long pixels = picture.pixels() / step / step;
    int decoded = picture.kind() == PictureKind.JPEG ? DECODED_BYTES : DEEP_BYTES;
    return pixels * (decoded + FLAT_BYTES);
  }

  @Override
  public BufferedImage rescale(BufferedImage image, PixelSize target) throws IOException {
    if (image.getWidth() == target.width() && image.getHeight() == target.height()) {
      return image;
    }
    return Thumbnails.of(image).forceSize(target.width(), target.height()).asBufferedImage();
  }

  /** Every how many pixels one is decoded. */
  private static int step(ScannedPicture picture, PixelSize target) {
    int spare = Math.max(picture.width(), picture.height()) / (KEPT * target.longSide());
    boolean all =
        picture.pixels() <= ALL_PIXELS || picture.coding() == ScannedPicture.Coding.DIFFERENCES;
    return all ? 1 : Math.max(1, spare);
  }

  private static BufferedImage decode(ScannedPicture picture, int step)
      throws IOException, PhotoRefusedException {
    ImageReader reader = reader(picture.kind());
    Warnings warnings = new Warnings();
    try (ImageInputStream in =
        new MemoryCacheImageInputStream(
            new ByteArrayInputStream(picture.bytes(), 0, picture.length()))) {
      reader.addIIOReadWarningListener(warnings);
      reader.setInput(in, true, true);
      checkSize(reader, picture);
      ImageReadParam param = reader.getDefaultReadParam();
      param.setSourceSubsampling(step, step, 0, 0);
      BufferedImage image = reader.read(0, param);
      warnings.refuseDamage(picture.kind());
      if (picture.coding() == ScannedPicture.Coding.DIFFERENCES) {
        TiffDifferencing.addUp(image.getRaster(), TiffScan.pieceWidth(picture));
      }
      return image;
    } finally {
      reader.dispose();
    }
  }

  /** The scan and the decoder must have read the same header, or a lie gets past the limits. */
  private static void checkSize(ImageReader reader, ScannedPicture picture)
      throws IOException, PhotoRefusedException {
    if (reader.getWidth(0) != picture.width() || reader.getHeight(0) != picture.height()) {
      throw PhotoRefusedException.cutOff(picture.kind().name());
    }
  }

  private static ImageReader reader(PictureKind kind) throws IOException {
    Iterator<ImageReader> readers =
        ImageIO.getImageReadersByFormatName(kind.name().toLowerCase(Locale.ROOT));
    while (readers.hasNext()) {
      ImageReader reader = readers.next();
      boolean plugIn = reader.getClass().getName().startsWith("com.twelvemonkeys.");
      if (plugIn || kind != PictureKind.JPEG) {
        return reader;
      }
      reader.dispose();
    }
    throw new IOException("no reader for " + kind);
  }

  /** Decoders fill missing pixels with grey and only whisper about it, among harmless remarks. */
  private static final class Warnings implements IIOReadWarningListener {

    private static final Pattern DAMAGE =
        Pattern.compile(
            "(?i)premature|truncated|missing EOI|bad (huffman|arithmetic)|instead of RST|"
                + "unexpected end|EOF");

    private boolean damaged;

    @Override
    public void warningOccurred(ImageReader source, String warning) {
      damaged |= DAMAGE.matcher(warning).find();
    }

    void refuseDamage(PictureKind kind) throws PhotoRefusedException {
      if (damaged) {
        throw PhotoRefusedException.cutOff(kind.name());
      }
    }
  }
}
