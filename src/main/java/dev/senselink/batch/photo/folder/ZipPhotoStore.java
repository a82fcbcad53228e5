package dev.senselink.batch.photo.folder;

import static dev.senselink.batch.photo.PhotoMessages.words;

import dev.senselink.batch.disk.TrustedFile;
import dev.senselink.batch.photo.folder.ZipDirectory.Line;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Photos in a zip, read in place. What an entry claims about its size is never relied on. */
final class ZipPhotoStore implements PhotoStore {

  private static final int HEADER_MARK = 0x04034b50;
  private static final int HEADER_SIZE = 30;

  private final ZipBytes bytes;
  private final PhotoPathIndex index;
  private final int[] methods;
  private final int[] checksums;
  private final long[] packed;
  private final long[] sizes;
  private final long[] offsets;
  private final Unlisted unlisted;

  private ZipPhotoStore(ZipBytes bytes, List<Entry> entries, List<String> astray) {
    this.bytes = bytes;
    unlisted = new Unlisted(astray, 0);
    index = new PhotoPathIndex(entries.stream().map(Entry::path).toList());
    methods = entries.stream().mapToInt(entry -> entry.line().method()).toArray();
    checksums = entries.stream().mapToInt(entry -> entry.line().crc()).toArray();
    packed = entries.stream().mapToLong(entry -> entry.line().packed()).toArray();
    sizes = entries.stream().mapToLong(entry -> entry.line().size()).toArray();
    offsets = entries.stream().mapToLong(entry -> entry.line().offset()).toArray();
  }

  private record Entry(String path, Line line) {}

  static ZipPhotoStore open(Path file, boolean subfolders) throws IOException {
    TrustedFile.mustBeRegular(file); // opening a pipe waits for ever
    ZipBytes bytes = new ZipBytes(file);
    try {
      List<Line> lines = ZipDirectory.read(file, bytes);
      ZipEntryNames names = ZipEntryNames.of(lines);
      List<String> astray = lines.stream().flatMap(line -> names.astray(line).stream()).toList();
      return new ZipPhotoStore(bytes, entries(lines, names, subfolders), astray);
    } catch (IOException | RuntimeException e) {
      bytes.close();
      throw e;
    }
  }

  private static List<Entry> entries(List<Line> lines, ZipEntryNames names, boolean subfolders) {
    List<Entry> entries = new ArrayList<>();
    for (Line line : lines) {
      names
          .path(line)
          .filter(path -> !PhotoNameRules.isSystemFile(path))
          .filter(path -> subfolders || path.indexOf('/') < 0)
          .ifPresent(path -> entries.add(new Entry(path, line)));
    }
    entries.sort(Comparator.comparing(Entry::path));
    return entries;
  }

  @Override
  public PhotoPathIndex index() {
    return index;
  }

  @Override
  public Unlisted unlisted() {
    return unlisted;
  }

  @Override
  public long size(int number) {
    return sizes[number];
  }

  @Override
  public InputStream open(int number) throws IOException {
    InputStream header = bytes.stream(offsets[number], HEADER_SIZE);
    ByteBuffer fields =
        ByteBuffer.wrap(header.readNBytes(HEADER_SIZE)).order(ByteOrder.LITTLE_ENDIAN);
    if (fields.capacity() < HEADER_SIZE || fields.getInt(0) != HEADER_MARK) {
      throw new IOException(words("file.zip.damaged"));
    }
    int names = Short.toUnsignedInt(fields.getShort(26)) + Short.toUnsignedInt(fields.getShort(28));
    long start = offsets[number] + HEADER_SIZE + names;
    return ZipEntryStream.of(bytes, methods[number], start, packed[number], checksums[number]);
  }

  @Override
  public void close() {
    bytes.close();
  }
}
