package dev.senselink.batch.backup.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.StandardOpenOption;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The real disk, on which something goes wrong at a chosen change: every file that is opened to be
 * written, every folder made, every link, move and removal is one.
 */
final class FailingDisk extends FileSystemProvider {
  private static final FileSystemProvider REAL =
      Path.of("").toAbsolutePath().getFileSystem().provider();

  private final FileSystem files = new Names();
  private final List<FileChannel> open = new ArrayList<>();
  private final Fault fault;
  private final long at;
  private final boolean linksAreKnown;
  private long changes;

  /** What goes wrong. */
  enum Fault {
    /** From then on nothing is done any more: the process is dead. */
    DEATH,
    /** From then on nothing more fits. */
    FULL
  }

  /** The process is dead. */
  static final class Died extends Error {
    private static final long serialVersionUID = 1;
  }

  /**
   * @param at from which change on, from 1
   * @param linksAreKnown whether a file can have two names
   */
  FailingDisk(Fault fault, long at, boolean linksAreKnown) {
    this.fault = fault;
    this.at = at;
    this.linksAreKnown = linksAreKnown;
  }

  /** The same place, through this disk. */
  Path on(Path path) {
    return wrapped(path);
  }

  /** Whether the chosen change was met. */
  boolean hasFailed() {
    return changes >= at;
  }

  /** What the process had open is closed with it. */
  void end() throws IOException {
    for (FileChannel channel : open) {
      channel.close();
    }
  }

  private void change(boolean needsRoom) throws IOException {
    changes++;
    if (hasFailed() && fault == Fault.DEATH) {
      throw new Died();
    }
    if (hasFailed() && needsRoom) {
      throw new IOException("No space left on device");
    }
  }

  private void alive() {
    if (hasFailed() && fault == Fault.DEATH) {
      throw new Died();
    }
  }

  private Path wrapped(Path real) {
    return (Path)
        Proxy.newProxyInstance(
            FailingDisk.class.getClassLoader(),
            new Class<?>[] {Path.class, Wrapped.class},
            (self, method, given) -> call(real, method, given));
  }

  interface Wrapped {
    Path real();
  }

  private Object call(Path real, Method method, Object[] given) throws Throwable {
    if (method.getName().equals("real")) {
      return real;
    }
    if (method.getName().equals("getFileSystem")) {
      return files;
    }
    Object[] arguments = given == null ? new Object[0] : given.clone();
    for (int n = 0; n < arguments.length; n++) {
      arguments[n] = arguments[n] instanceof Path path ? real(path) : arguments[n];
    }
    try {
      Object answer = method.invoke(real, arguments);
      return answer instanceof Path path ? wrapped(path) : answer;
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static Path real(Path path) {
    return path instanceof Wrapped wrapped ? wrapped.real() : path;
  }

  @Override
  public FileChannel newFileChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    alive();
    if (options.contains(StandardOpenOption.WRITE) || options.contains(StandardOpenOption.APPEND)) {
      change(true);
    }
    FileChannel channel = REAL.newFileChannel(real(path), options, attributes);
    open.add(channel);
    return channel;
  }

  @Override
  public SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    return newFileChannel(path, options, attributes);
  }

  @Override
  public void createDirectory(Path path, FileAttribute<?>... attributes) throws IOException {
    if (!Files.exists(real(path))) {
      change(true);
    }
    REAL.createDirectory(real(path), attributes);
  }

  @Override
  public void createLink(Path link, Path existing) throws IOException {
    change(true);
    if (!linksAreKnown) {
      throw new UnsupportedOperationException("no links here");
    }
    REAL.createLink(real(link), real(existing));
  }

  @Override
  public void delete(Path path) throws IOException {
    if (Files.exists(real(path), LinkOption.NOFOLLOW_LINKS)) {
      change(false);
    }
    REAL.delete(real(path));
  }

  @Override
  public void copy(Path source, Path target, CopyOption... options) throws IOException {
    change(true);
    REAL.copy(real(source), real(target), options);
  }

  @Override
  public void move(Path source, Path target, CopyOption... options) throws IOException {
    change(false);
    REAL.move(real(source), real(target), options);
  }

  @Override
  public DirectoryStream<Path> newDirectoryStream(
      Path path, DirectoryStream.Filter<? super Path> filter) throws IOException {
    alive();
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> all = REAL.newDirectoryStream(real(path), any -> true)) {
      for (Path one : all) {
        Path wrapped = wrapped(one);
        if (filter.accept(wrapped)) {
          found.add(wrapped);
        }
      }
    }
    return new DirectoryStream<>() {
      @Override
      public Iterator<Path> iterator() {
        return found.iterator();
      }

      @Override
      public void close() {
        // Read already.
      }
    };
  }

  @Override
  public boolean isSameFile(Path one, Path other) throws IOException {
    return REAL.isSameFile(real(one), real(other));
  }

  @Override
  public boolean isHidden(Path path) throws IOException {
    return REAL.isHidden(real(path));
  }

  @Override
  public FileStore getFileStore(Path path) throws IOException {
    return REAL.getFileStore(real(path));
  }

  @Override
  public void checkAccess(Path path, AccessMode... modes) throws IOException {
    REAL.checkAccess(real(path), modes);
  }

  @Override
  public <V extends FileAttributeView> V getFileAttributeView(
      Path path, Class<V> type, LinkOption... options) {
    return REAL.getFileAttributeView(real(path), type, options);
  }

  @Override
  public <A extends BasicFileAttributes> A readAttributes(
      Path path, Class<A> type, LinkOption... options) throws IOException {
    return REAL.readAttributes(real(path), type, options);
  }

  @Override
  public Map<String, Object> readAttributes(Path path, String names, LinkOption... options)
      throws IOException {
    return REAL.readAttributes(real(path), names, options);
  }

  @Override
  public void setAttribute(Path path, String name, Object value, LinkOption... options)
      throws IOException {
    REAL.setAttribute(real(path), name, value, options);
  }

  @Override
  public String getScheme() {
    return "failing";
  }

  @Override
  public FileSystem newFileSystem(URI uri, Map<String, ?> settings) {
    throw new UnsupportedOperationException();
  }

  @Override
  public FileSystem getFileSystem(URI uri) {
    return files;
  }

  @Override
  public Path getPath(URI uri) {
    throw new UnsupportedOperationException();
  }

  private final class Names extends FileSystem {
    private final FileSystem real = Path.of("").getFileSystem();

    @Override
    public FileSystemProvider provider() {
      return FailingDisk.this;
    }

    @Override
    public void close() throws IOException {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public boolean isReadOnly() {
      return false;
    }

    @Override
    public String getSeparator() {
      return real.getSeparator();
    }

    @Override
    public Iterable<Path> getRootDirectories() {
      return real.getRootDirectories();
    }

    @Override
    public Iterable<FileStore> getFileStores() {
      return real.getFileStores();
    }

    @Override
    public Set<String> supportedFileAttributeViews() {
      return real.supportedFileAttributeViews();
    }

    @Override
    public Path getPath(String first, String... more) {
      return wrapped(real.getPath(first, more));
    }

    @Override
    public PathMatcher getPathMatcher(String pattern) {
      PathMatcher matcher = real.getPathMatcher(pattern);
      return path -> matcher.matches(real(path));
    }

    @Override
    public UserPrincipalLookupService getUserPrincipalLookupService() {
      return real.getUserPrincipalLookupService();
    }

    @Override
    public WatchService newWatchService() {
      throw new UncheckedIOException(new IOException("not watched"));
    }

    private static Path real(Path path) {
      return FailingDisk.real(path);
    }
  }
}
