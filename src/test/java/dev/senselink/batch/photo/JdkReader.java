package dev.senselink.batch.photo;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** The JDK's own JPEG reader, which is libjpeg and passes on what that says. */
public final class JdkReader {

  private JdkReader() {}

  /** What it says of a file, an exception included. */
  public static List<String> warnings(byte[] jpeg) {
    List<String> warnings = new ArrayList<>();
    try {
      read(jpeg, warnings);
    } catch (IOException e) {
      warnings.add(e.getMessage());
    }
    return warnings;
  }

  public static BufferedImage read(byte[] jpeg) throws IOException {
    return read(jpeg, new ArrayList<>());
  }

  private static BufferedImage read(byte[] jpeg, List<String> warnings) throws IOException {
    ImageReader reader = reader();
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(jpeg))) {
      reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
      reader.setInput(in, true, true);
      return reader.read(0);
    } finally {
      reader.dispose();
    }
  }

  private static ImageReader reader() {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("jpeg");
    ImageReader reader = readers.next();
    while (!reader.getClass().getName().startsWith("com.sun.")) {
      reader = readers.next();
    }
    return reader;
  }
}
