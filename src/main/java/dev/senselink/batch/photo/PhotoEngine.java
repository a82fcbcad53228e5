package dev.senselink.batch.photo;

import static dev.senselink.batch.photo.PhotoMessages.words;

/**
 * Turns a photo file into what the server takes. Safe between threads; one engine serves a whole
 * run and keeps the memory of all pictures in flight within its share of the heap.
 */
public interface PhotoEngine {

  /** The word by which options and {@code doctor} call this engine, such as {@code opencv}. */
  String name();

  /**
   * What decides beside source and limits what is prepared: of one recipe all results are equal.
   */
  default String recipe() {
    return name();
  }

  /** Why this engine and not another, in words that end a sentence; else that it was asked for. */
  default String why() {
    return words("engine.asked");
  }

  /**
   * Reads, turns upright, shrinks and encodes one picture. The result is a baseline sRGB JPEG
   * without metadata, never larger than the source, within the limits; the same bytes and limits
   * give the same result. A bad picture is a {@link PhotoRefusal}, never an exception. May wait
   * until other pictures have given back their memory.
   */
  PreparationResult prepare(PhotoFile source, PhotoLimits limits);

  /**
   * Whether it could be sent and what is seen in it, for whoever sends nothing: what was found out
   * before need not be found out again.
   */
  default PhotoExamination examine(PhotoFile source, PhotoLimits limits) {
    return PhotoExamination.of(prepare(source, limits));
  }

  /**
   * The same part of a source once more, with more pixels: for a photo that the server called too
   * small. What was decided about it then is not decided again.
   *
   * @param limits those of then
   * @param larger those of now
   */
  default PreparationResult enlarge(PhotoFile source, PhotoLimits limits, PhotoLimits larger) {
    return prepare(source, larger);
  }

  /**
   * The engine that prepares only and looks at no face: for thumbnails and photos judged before.
   */
  default PhotoEngine withoutLook() {
    return this;
  }
}
