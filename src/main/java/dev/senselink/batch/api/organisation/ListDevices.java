package dev.senselink.batch.api.organisation;

import static dev.senselink.batch.api.ApiMessages.words;

import dev.senselink.batch.api.Call;
import dev.senselink.batch.api.Operation;
import dev.senselink.batch.api.PagedListWalk;
import dev.senselink.batch.api.RequestForm;
import dev.senselink.batch.api.UnexpectedAnswerException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** All devices (manual 6.2.1), page after page until the list has proved itself whole. */
public final class ListDevices implements Call<List<Device>> {
  private final PagedListWalk<Device> walk;

  private ListDevices(PagedListWalk<Device> walk) {
    this.walk = walk;
  }

  /** From the first page. */
  public ListDevices() {
    this(PagedListWalk.begin());
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
  public RequestForm form() {
    return walk.form();
  }

  @Override
  public List<Device> read(JsonNode envelope) throws UnexpectedAnswerException {
    return walk.read(envelope, Device::read, Device::id);
  }

  @Override
  public @Nullable Call<List<Device>> following(JsonNode envelope, List<Device> soFar) {
    PagedListWalk<Device> next = walk.next(envelope, soFar, Device::id);
    return next == null ? null : new ListDevices(next);
  }
}
