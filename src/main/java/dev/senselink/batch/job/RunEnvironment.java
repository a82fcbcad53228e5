package dev.senselink.batch.job;

import dev.senselink.batch.api.transport.ServerTransport;
import dev.senselink.batch.machine.Machine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is outside of the program and a run works on: all of it may be another one, so that a run
 * can be played.
 *
 * @param machine clocks, threads, the disk
 * @param wires the way to the server
 * @param plain whether the parts of a job are run by a plain loop in the place of Spring Batch
 * @param others what is known at the other servers that the same people are worked at
 * @param secret where a secret comes from for which no file is named
 * @param part of which list the one that is imported is a part; {@code null} where it is whole
 * @param made the words of the command whose report is made again; none where nobody knows them
 */
public record RunEnvironment(
    Machine machine,
    ServerTransport.Maker wires,
    boolean plain,
    OtherSites others,
    SecretSource secret,
    @Nullable ListPart part,
    List<String> made) {
  public RunEnvironment {
    made = List.copyOf(made);
  }

  /** One with no other server. */
  public RunEnvironment(Machine machine, ServerTransport.Maker wires, boolean plain) {
    this(machine, wires, plain, OtherSites.NONE, SecretSource.NONE, null, List.of());
  }

  /** The same with other servers. */
  public RunEnvironment with(OtherSites sites) {
    return new RunEnvironment(machine, wires, plain, sites, secret, part, made);
  }

  /** The world as it is. */
  public static RunEnvironment real() {
    return new RunEnvironment(Machine.real(), ServerTransport.http(), false);
  }
}
