package dev.senselink.batch.simulation;

import java.util.List;

/** Something that must hold in every history. */
interface Invariant {
  /** What does not hold, each in a sentence that begins with the invariant's number. */
  List<String> check(PlayedHistory played);
}
