package dev.senselink.batch.api.client;

import dev.senselink.batch.api.Call;
import dev.senselink.batch.api.Reply;

/**
 * A place in flight that is held: what is sent in it leaves at once, after the wait for the place,
 * for the rate limit and for the end of an outage. So nothing lies between one call and the next
 * but what its holder puts there. Belongs to one thread, and ends with the work it was given for.
 */
public interface ReservedSlot {
  /** One exchange, never repeated; {@link Reply.Halted} once the client is. */
  <T> Reply<T> send(Call<T> call);
}
