package dev.senselink.batch.api.organisation;

import static dev.senselink.batch.api.Words.words;

import dev.senselink.batch.api.Call;
import dev.senselink.batch.api.Form;
import dev.senselink.batch.api.ListWalk;
import dev.senselink.batch.api.Operation;
import dev.senselink.batch.api.UnexpectedAnswer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** All devices (manual 6.2.1), page after page until the list has proved itself whole. */
public final class ListDevices implements Call<List<Device>> {
  private final ListWalk<Device> walk;

  private ListDevices(ListWalk<Device> walk) {
    this.walk = walk;
  }

  /** From the first page. */
  public ListDevices() {
    this(ListWalk.begin());
  }

  @Override
  public Operation operation() {
    return Operation.LIST_DEVICES;
  }

  @Override
  public String purpose() {
    return words("purpose.listDevices");
  }

  @Override
  public Form form() {
    return walk.form();
  }

  @Override
  public List<Device> read(JsonNode envelope) throws UnexpectedAnswer {
    return walk.read(envelope, Device::read, Device::id);
  }

  @Override
  public @Nullable Call<List<Device>> following(JsonNode envelope, List<Device> soFar) {
    ListWalk<Device> next = walk.next(envelope, soFar, Device::id);
    return next == null ? null : new ListDevices(next);
  }
}
