package dev.senselink.batch.backup.export;

import dev.senselink.batch.backup.BackedUpPhoto;
import dev.senselink.batch.backup.Manifest;
import dev.senselink.batch.backup.PhotoKind;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Where a backup is written to. Files come one after the other, each whole or not at all: closing
 * the stream gives the file its name. Closed before {@link #finish}, what is there is no backup.
 */
public interface BackupTarget extends Closeable {
  /** Begins a file, in the place of one of this name; the one before must be closed. */
  OutputStream create(String name) throws IOException;

  /** Reads back a file that was closed; not for photos. */
  InputStream read(String name) throws IOException;

  /** Whether several threads may write files at once, each with {@link #create}. */
  boolean takesManyAtOnce();

  /**
   * Whether the new backup has a photo that is just as listed; one of the backup that is there
   * already is taken over. Safe between threads.
   */
  boolean keeps(BackedUpPhoto photo) throws IOException;

  /** Makes room for pictures of a kind; before any of them is written. */
  void prepare(PhotoKind kind) throws IOException;

  /** The list of the pictures of an earlier backup in this place; to be closed. */
  Stream<BackedUpPhoto> listedPhotos(PhotoKind kind) throws IOException;

  /** Makes it a backup: the manifest, which comes last. */
  void finish(Manifest manifest) throws IOException;

  /**
   * Makes it a backup beside the one that is in this place, which stays as it was before this
   * export began.
   *
   * @return where it is
   */
  Path finishBeside(Manifest manifest) throws IOException;

  /**
   * What a backup beside another is called: {@code backup.shrunk}, {@code backup.shrunk.zip}, then
   * with numbers.
   *
   * @param ending of the file's name; {@code ""} for a folder
   * @param n from 1
   */
  static Path beside(Path target, String ending, int n) {
    String name = String.valueOf(target.toAbsolutePath().normalize().getFileName());
    String stem = name.endsWith(ending) ? name.substring(0, name.length() - ending.length()) : name;
    return target
        .toAbsolutePath()
        .normalize()
        .resolveSibling(stem + ".shrunk" + (n == 1 ? "" : "-" + n) + ending);
  }
}
