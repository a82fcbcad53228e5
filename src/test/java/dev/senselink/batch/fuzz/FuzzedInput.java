package dev.senselink.batch.fuzz;

import java.nio.file.Path;
import java.util.List;

/** What reads one kind of input. */
public interface FuzzedInput {
  /** Sound inputs, to begin with. */
  List<byte[]> seeds() throws Exception;

  /**
   * Reads one.
   *
   * @param scratch a folder for files of it
   * @throws Exception only what is a defect: what says in words that an input is wrong is caught
   */
  void read(byte[] input, Path scratch) throws Exception;
}
