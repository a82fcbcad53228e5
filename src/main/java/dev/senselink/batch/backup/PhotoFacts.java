package dev.senselink.batch.backup;

import static dev.senselink.batch.backup.BackupMessages.words;

import dev.senselink.batch.backup.BackupLayout.Table;
import dev.senselink.batch.backup.Manifest.FileFacts;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the list of the photos says of each, in little room: there is one a person. */
final class PhotoFacts {
  private static final int DIGEST = 32;

  private long[] people = new long[1024];
  private long[] bytes = new long[1024];
  private byte[] digests = new byte[1024 * DIGEST];
  private int count;

  private PhotoFacts() {}

  /**
   * Reads the list to its end.
   *
   * @param list by id, ascending, as it is written
   */
  static PhotoFacts of(Stream<BackedUpPhoto> list) {
    PhotoFacts facts = new PhotoFacts();
    for (Iterator<BackedUpPhoto> all = list.iterator(); all.hasNext(); ) {
      facts.add(all.next());
    }
    facts.trim(facts.count);
    return facts;
  }

  private void add(BackedUpPhoto photo) {
    byte[] digest = digest(photo.sha256());
    if (count == people.length) {
      trim(2 * count);
    }
    people[count] = photo.id();
    bytes[count] = photo.bytes();
    System.arraycopy(digest, 0, digests, count * DIGEST, DIGEST);
    count++;
  }

  private static byte[] digest(String hex) {
    try {
      byte[] digest = HexFormat.of().parseHex(hex);
      if (digest.length == DIGEST) {
        return digest;
      }
    } catch (IllegalArgumentException e) {
      // told with those of another length
    }
    throw BackupException.damaged(Table.PHOTO_LIST.file(), words("damage.noNumber"));
  }

  private void trim(int length) {
    people = Arrays.copyOf(people, length);
    bytes = Arrays.copyOf(bytes, length);
    digests = Arrays.copyOf(digests, length * DIGEST);
  }

  /** Of this person's photo; null where none is listed. */
  @Nullable FileFacts of(long person) {
    int at = Arrays.binarySearch(people, person);
    if (at < 0) {
      return null;
    }
    byte[] digest = Arrays.copyOfRange(digests, at * DIGEST, (at + 1) * DIGEST);
    return new FileFacts(null, bytes[at], HexFormat.of().formatHex(digest));
  }
}
