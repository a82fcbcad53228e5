package dev.senselink.batch.console.imports;

import static dev.senselink.batch.console.page.ConsoleMessages.words;

import dev.senselink.batch.console.page.NoSuchPageException;
import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.disk.Sha256Digest;
import dev.senselink.batch.photo.SourceBytes;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipException;

/**
 * Takes the files of an import in parts, one after the other. A file counts once it is whole; what
 * it is, its first bytes tell. Its name is a person's: it never leads out of the import's folder.
 */
final class Uploads {
  /** Names a file: an address is kept by browsers and proxies, and a name may be somebody's. */
  static final String NAME_HEADER = "X-Name";

  /** What a browser sends at once is a little less. */
  static final int LARGEST_PART = 1 << 20;

  private static final int HASH_BYTES = 16;
  private static final int DEEPEST = 8;
  private static final int LONGEST_NAME = 120;
  private static final int LONGEST_BYTES = 240;
  private static final int MEGABYTE = 1 << 20;
  private static final long ROOM_LEFT = 64L << 20;

  /** What is a name on this machine and nothing more, on Windows too. */
  private static final Pattern NAME = Pattern.compile("[^/\\\\:*?\"<>|\\p{Cntrl}]+");

  private static final Pattern LIST = Pattern.compile("(?iu).+\\.(xlsx|xlsm|xls|csv|tsv|txt)");

  private final ImportDrafts drafts;

  Uploads(ImportDrafts drafts) {
    this.drafts = drafts;
  }

  /**
   * A part of a file.
   *
   * @param kind what the file is to be, as its address says
   * @param name of the file, with folders above it
   * @param at where in the file it begins
   * @param size of the whole file
   */
  record Part(String kind, String name, long at, long size) {
    /**
     * One whose name was sent in {@link #NAME_HEADER}, percent-encoded.
     *
     * @throws NoSuchPageException if it is not encoded so
     */
    static Part sent(String kind, String encoded, long at, long size) {
      try {
        return new Part(kind, URLDecoder.decode(encoded, StandardCharsets.UTF_8), at, size);
      } catch (IllegalArgumentException e) {
        throw new NoSuchPageException();
      }
    }
  }

  /** How far a file has come: so many bytes, and whether that is all of it. */
  record Taken(long at, boolean whole) {}

  /** Takes a part of a list. */
  Taken list(ImportDraft draft, Part part, byte[] body) throws IOException, UploadRefusedException {
    String name = name(part.name());
    if (!isListName(name)) {
      throw new UploadRefusedException(words("upload.noList"));
    }
    Taken taken = take(draft, part, body);
    if (taken.whole()) {
      takeList(draft, incoming(draft, part), name);
    }
    return taken;
  }

  private void takeList(ImportDraft draft, Path incoming, String name)
      throws IOException, UploadRefusedException {
    UploadContent.mustBeList(incoming);
    PrivateFiles.remove(drafts.place(draft).resolve("list"));
    ImportDraft named = draft.of(name);
    PrivateFiles.folder(drafts.list(named).resolveSibling(""));
    Files.move(incoming, drafts.list(named), StandardCopyOption.ATOMIC_MOVE);
    drafts.setCorrectionsAside(draft);
    drafts.forgetCheck(draft);
    drafts.change(draft.id(), now -> now.of(name));
  }

  /** The lists that lie in the zip of photos, the first few; none where there is no zip. */
  List<String> listsInZip(ImportDraft draft) throws IOException {
    Path zip = drafts.zip(draft);
    return Files.exists(zip) ? ZippedLists.in(zip) : List.of();
  }

  /**
   * Takes a list out of the zip of photos.
   *
   * @param n which of {@link #listsInZip}; of another nothing is done
   */
  void listFromZip(ImportDraft draft, int n) throws IOException, UploadRefusedException {
    List<String> lists = listsInZip(draft);
    if (n < 0 || n >= lists.size()) {
      return;
    }
    String entry = lists.get(n);
    String name = name(entry.substring(entry.lastIndexOf('/') + 1));
    Part part = new Part("zip", entry, 0, 0);
    PrivateFiles.folder(drafts.incoming(draft));
    try {
      mustHaveRoom(ZippedLists.size(drafts.zip(draft), entry));
      ZippedLists.copy(drafts.zip(draft), entry, incoming(draft, part));
      takeList(draft, incoming(draft, part), name);
    } catch (ZipException e) {
      throw new UploadRefusedException(words("upload.noZip"));
    } finally {
      forget(draft, part);
    }
  }

  /** Takes a part of a photo, or of a zip of them. */
  Taken photo(ImportDraft draft, Part part, byte[] body)
      throws IOException, UploadRefusedException {
    boolean zip = part.name().toLowerCase(Locale.ROOT).endsWith(".zip");
    Path to = zip ? drafts.zip(draft) : below(drafts.photos(draft), part.name());
    if (Files.exists(zip ? drafts.photos(draft) : drafts.zip(draft))) {
      throw new UploadRefusedException(words("upload.photosThere"));
    }
    Taken taken = take(draft, part, body);
    if (taken.whole()) {
      Path incoming = incoming(draft, part);
      if (zip) {
        UploadContent.mustBeZip(incoming);
      } else {
        UploadContent.mustBePhoto(incoming, isListName(part.name()));
      }
      PrivateFiles.folder(to.resolveSibling(""));
      Files.move(incoming, to, StandardCopyOption.REPLACE_EXISTING);
      changed(draft);
    }
    return taken;
  }

  /**
   * Takes a part of a photo for one row.
   *
   * <p>Once it is whole, whoever asked takes it from where it {@linkplain #incoming lies}.
   */
  Taken photoOfRow(ImportDraft draft, Part part, byte[] body)
      throws IOException, UploadRefusedException {
    name(part.name());
    if (part.size() > SourceBytes.MOST) {
      throw new UploadRefusedException(words("upload.photoSize", SourceBytes.MOST / MEGABYTE));
    }
    Taken taken = take(draft, part, body);
    if (taken.whole()) {
      UploadContent.mustBePhoto(incoming(draft, part), isListName(part.name()));
    }
    return taken;
  }

  /** Forgets what has come of a file that is not taken. */
  void forget(ImportDraft draft, Part part) throws IOException {
    Files.deleteIfExists(incoming(draft, part));
  }

  /** Forgets the photos. */
  void removePhotos(ImportDraft draft) throws IOException {
    PrivateFiles.remove(drafts.photos(draft));
    Files.deleteIfExists(drafts.zip(draft));
    changed(draft);
  }

  /** How many photos there are, and how many bytes; a zip is one. */
  long[] photos(ImportDraft draft) throws IOException {
    Path photos = drafts.photosOf(draft);
    long[] counts = new long[2];
    if (photos != null) {
      try (Stream<Path> all = Files.walk(photos)) {
        for (Path one : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
          counts[0]++;
          counts[1] += Files.size(one);
        }
      }
    }
    return counts;
  }

  private void changed(ImportDraft draft) throws IOException {
    drafts.forgetCheck(draft);
    drafts.change(draft.id(), ImportDraft::unchecked);
  }

  /** One for each file: of two that are sent at the same time neither is a part of the other. */
  Path incoming(ImportDraft draft, Part part) {
    String file = part.kind() + "\n" + part.size() + "\n" + part.name();
    String hash = HexFormat.of().formatHex(Sha256Digest.of(file), 0, HASH_BYTES);
    return drafts.incoming(draft).resolve(hash);
  }

  private Taken take(ImportDraft draft, Part part, byte[] body)
      throws IOException, UploadRefusedException {
    if (body.length > LARGEST_PART) {
      throw new UploadRefusedException(words("upload.other"));
    }
    Path incoming = incoming(draft, part);
    if (part.at() == 0) {
      mustHaveRoom(part.size());
      PrivateFiles.folder(drafts.incoming(draft));
      PrivateFiles.openEmptied(incoming).close();
    }
    long there = Files.exists(incoming) ? Files.size(incoming) : 0;
    if (there != part.at()) {
      return new Taken(there, false);
    }
    try (FileChannel channel = PrivateFiles.openAfter(incoming, there);
        OutputStream out = Channels.newOutputStream(channel)) {
      out.write(body);
    }
    long now = there + body.length;
    if (now > part.size()) {
      throw new UploadRefusedException(words("upload.other"));
    }
    return new Taken(now, now == part.size());
  }

  /** Twice the size: a plan keeps a copy of the list, and a run another. */
  private void mustHaveRoom(long size) throws UploadRefusedException {
    long free = drafts.usableSpace();
    if (size < 0 || free >= 0 && (free - ROOM_LEFT) / 2 < size) {
      throw new UploadRefusedException(words("upload.noRoom"));
    }
  }

  /** Whether a file is called as lists are. */
  static boolean isListName(String name) {
    return LIST.matcher(name).matches();
  }

  private static Path below(Path folder, String path) throws UploadRefusedException {
    String[] steps = path.split("/");
    if (steps.length == 0 || steps.length > DEEPEST) {
      throw new UploadRefusedException(words("upload.name"));
    }
    Path to = folder;
    for (String step : steps) {
      to = to.resolve(name(step));
    }
    return to;
  }

  /** A name that is one, in the form in which other programs write it too. */
  private static String name(String said) throws UploadRefusedException {
    String name = Normalizer.normalize(said, Normalizer.Form.NFC);
    boolean fits =
        NAME.matcher(name).matches()
            && !name.startsWith(".")
            && !name.endsWith(".")
            && !name.isBlank()
            && name.equals(name.strip())
            && name.length() <= LONGEST_NAME
            && name.getBytes(StandardCharsets.UTF_8).length <= LONGEST_BYTES;
    return Optional.of(name)
        .filter(any -> fits)
        .orElseThrow(() -> new UploadRefusedException(words("upload.name")));
  }
}
