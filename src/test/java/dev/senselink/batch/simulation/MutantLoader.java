package dev.senselink.batch.simulation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/**
 * Loads the whole program and the simulator anew, with one class compiled from a changed source.
 * Everything that is not ours comes from the loader above.
 */
final class MutantLoader extends ClassLoader {
  private static final String OURS = "dev.senselink.batch.";
  private static final Path SOURCES = Path.of("src/main/java/dev/senselink/batch");

  /** Without its protection a test may go on for ever, which is as red. */
  private static final String AT_MOST = "2 m";

  private final Map<String, byte[]> changed;

  private MutantLoader(Map<String, byte[]> changed) {
    super(MutantLoader.class.getClassLoader());
    this.changed = changed;
  }

  /**
   * The program with the mutant in the place of the original.
   *
   * @throws IllegalStateException if the source is not as the mutant expects it
   */
  static MutantLoader of(ProgramMutant mutant) throws IOException {
    return new MutantLoader(compiled(mutant, changed(mutant)));
  }

  /** The program as it is, loaded the same way. */
  static MutantLoader ofNone() {
    return new MutantLoader(Map.of());
  }

  /**
   * The source with the mutant in it.
   *
   * @throws IllegalStateException if the source is not as the mutant expects it
   */
  static String changed(ProgramMutant mutant) throws IOException {
    return mutant.in(Files.readString(SOURCES.resolve(mutant.file())));
  }

  private static Map<String, byte[]> compiled(ProgramMutant mutant, String source) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    Map<String, ByteArrayOutputStream> classes = new HashMap<>();
    JavaFileManager files =
        new ForwardingJavaFileManager<JavaFileManager>(
            compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
          @Override
          public JavaFileObject getJavaFileForOutput(
              Location where, String name, JavaFileObject.Kind kind, javax.tools.FileObject near) {
            return new Output(
                name, classes.computeIfAbsent(name, n -> new ByteArrayOutputStream()));
          }
        };
    List<String> options =
        List.of(
            "-proc:none", "-nowarn", "-parameters", "-cp", System.getProperty("java.class.path"));
    boolean fine =
        compiler
            .getTask(null, files, null, options, null, List.of(new Input(mutant, source)))
            .call();
    if (!fine) {
      throw new IllegalStateException(mutant.name() + " does not compile");
    }
    Map<String, byte[]> bytes = new HashMap<>();
    classes.forEach((name, out) -> bytes.put(name, out.toByteArray()));
    return bytes;
  }

  private static final class Input extends SimpleJavaFileObject {
    private final String source;

    Input(ProgramMutant mutant, String source) {
      super(URI.create("string:///dev/senselink/batch/" + mutant.file()), Kind.SOURCE);
      this.source = source;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return source;
    }
  }

  private static final class Output extends SimpleJavaFileObject {
    private final ByteArrayOutputStream bytes;

    Output(String name, ByteArrayOutputStream bytes) {
      super(URI.create("bytes:///" + name.replace('.', '/') + ".class"), Kind.CLASS);
      this.bytes = bytes;
    }

    @Override
    public OutputStream openOutputStream() {
      return bytes;
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(OURS)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? define(name) : loaded;
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    byte[] bytes = changed.get(name);
    try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (bytes == null) {
        if (in == null) {
          throw new ClassNotFoundException(name);
        }
        bytes = in.readAllBytes();
      }
      return defineClass(name, bytes, 0, bytes.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  /**
   * A class as it is in the mutant.
   *
   * @param name below {@code dev.senselink.batch}
   */
  Class<?> load(String name) {
    try {
      return loadClass(OURS + name);
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /**
   * The tests of a class, by the beginning of their names, that fail in the mutant.
   *
   * @param test below {@code dev.senselink.batch}
   * @throws IllegalStateException if there is none of that beginning
   */
  List<String> red(String test, String begin) {
    SummaryGeneratingListener all = new SummaryGeneratingListener();
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(this);
    try {
      LauncherDiscoveryRequest wanted =
          LauncherDiscoveryRequestBuilder.request()
              .configurationParameter("junit.jupiter.execution.timeout.default", AT_MOST)
              .selectors(DiscoverySelectors.selectClass(load(test)))
              .filters(
                  (PostDiscoveryFilter)
                      one ->
                          FilterResult.includedIf(
                              !(one.getSource().orElse(null) instanceof MethodSource method)
                                  || method.getMethodName().startsWith(begin)))
              .build();
      LauncherFactory.create().execute(wanted, all);
    } finally {
      thread.setContextClassLoader(before);
    }
    if (all.getSummary().getTestsStartedCount() == 0) {
      throw new IllegalStateException("no test of " + test + " begins with " + begin);
    }
    return all.getSummary().getFailures().stream()
        .map(failed -> failed.getTestIdentifier().getDisplayName())
        .toList();
  }

  /** Plays a history in the mutant; whether the promise broke. */
  boolean breaks(long seed) {
    try {
      Class<?> round = loadClass(HistoryRound.class.getName());
      var breaks = round.getDeclaredMethod("breaks", long.class);
      breaks.setAccessible(true);
      return (boolean) Objects.requireNonNull(breaks.invoke(null, seed));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
