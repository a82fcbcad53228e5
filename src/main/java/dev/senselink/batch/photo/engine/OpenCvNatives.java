package dev.senselink.batch.photo.engine;

import static dev.senselink.batch.photo.PhotoMessages.words;

import dev.senselink.batch.machine.Machine;
import dev.senselink.batch.photo.EngineMissingException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_dnn;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.jspecify.annotations.Nullable;

/**
 * Brings OpenCV's native libraries into the process, once. Nothing else touches its classes before
 * that.
 */
public final class OpenCvNatives {

  private static final String FOLDER = "org.bytedeco.javacpp.cachedir";

  /** Where a package has them as files: set by the launcher that lies beside them. */
  private static final String UNPACKED = "senselink.natives";

  private static boolean tried;
  private static @Nullable String missing;
  private static boolean networksTried;
  private static @Nullable String networksMissing;

  private OpenCvNatives() {}

  /**
   * Loads them, or says again why they could not be loaded.
   *
   * @throws EngineMissingException if they do not work here
   */
  public static synchronized void load() throws EngineMissingException {
    if (!tried) {
      tried = true;
      missing = undisturbed(OpenCvNatives::tryToLoad);
    }
    if (missing != null) {
      throw new EngineMissingException(missing);
    }
  }

  /**
   * Loads also what runs neural networks, 9 MB more on the disk the first time.
   *
   * @throws EngineMissingException if they do not work here
   */
  public static synchronized void loadNetworks() throws EngineMissingException {
    load();
    if (!networksTried) {
      networksTried = true;
      networksMissing = undisturbed(OpenCvNatives::tryNetworks);
    }
    if (networksMissing != null) {
      throw new EngineMissingException(networksMissing);
    }
  }

  /** Only after {@link #load}. */
  static String version() {
    return opencv_core.CV_VERSION;
  }

  /**
   * On a thread that nobody interrupts: an interrupt while the library is unpacked breaks it off,
   * and it could not be loaded again. The caller's own is left for its next wait.
   */
  private static @Nullable String undisturbed(Callable<@Nullable String> work) {
    FutureTask<@Nullable String> loading = new FutureTask<>(work);
    Machine.real().start("senselink-natives", loading);
    return UninterruptibleWait.of(loading);
  }

  private static @Nullable String tryToLoad() {
    try {
      settle();
      Loader.load(opencv_imgproc.class);
      Loader.load(opencv_imgcodecs.class);
      // Pictures are prepared side by side already, and each must not take all processors.
      opencv_core.setNumThreads(1);
      return null;
    } catch (IOException e) {
      return words("engine.noUnpack", e.getMessage());
    } catch (LinkageError | RuntimeException e) {
      return noLoad(e);
    }
  }

  private static @Nullable String tryNetworks() {
    try {
      Loader.load(opencv_dnn.class);
      return null;
    } catch (LinkageError | RuntimeException e) {
      return noLoad(e);
    }
  }

  private static String noLoad(Throwable e) {
    return words(
        "engine.noLoad",
        System.getProperty("os.name"),
        System.getProperty("os.arch"),
        e.getClass().getSimpleName() + firstLine(e.getMessage()));
  }

  private static String firstLine(@Nullable String message) {
    return message == null ? "" : ": " + message.lines().findFirst().orElse("");
  }

  /** Before any class of the library is touched, as it reads these only once. */
  private static void settle() throws IOException {
    String unpacked = System.getProperty(UNPACKED);
    if (unpacked != null) {
      System.setProperty("java.library.path", unpacked);
      System.setProperty("org.bytedeco.javacpp.pathsFirst", "true");
    } else if (System.getProperty(FOLDER) == null) {
      Path folder = NativeLibraryFolder.prepare();
      new UnpackedLibraryCheck(OpenCvNatives.class.getClassLoader()).check(folder);
      System.setProperty(FOLDER, folder.toString());
    }
    // Everything is closed by hand; a collector in the background would only cost time.
    setUnlessSet("org.bytedeco.javacpp.nopointergc", "true");
    // It would compare the process with its own guess and stop to collect garbage; memory is
    // limited by permits here.
    setUnlessSet("org.bytedeco.javacpp.maxbytes", "0");
    setUnlessSet("org.bytedeco.javacpp.maxphysicalbytes", "0");
  }

  private static void setUnlessSet(String name, String value) {
    if (System.getProperty(name) == null) {
      System.setProperty(name, value);
    }
  }
}
