package dev.senselink.batch.api;

import static dev.senselink.batch.api.Words.words;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * All devices (manual 6.2.1), page after page; a device that shows up on two pages is listed once
 * (NOTES 50).
 *
 * @param page from 1
 * @param soFar the devices of the pages before
 */
public record ListDevices(int page, List<Device> soFar) implements Call<List<Device>> {
  private static final int PAGE_SIZE = 100;

  public ListDevices {
    soFar = List.copyOf(soFar);
  }

  /** From the first page. */
  public ListDevices() {
    this(1, List.of());
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
    return new Form().with("page", page).with("size", PAGE_SIZE);
  }

  @Override
  public List<Device> read(JsonNode envelope) {
    Map<Long, Device> byId = new LinkedHashMap<>();
    soFar.forEach(device -> byId.put(device.id(), device));
    for (JsonNode node : Pages.rows(envelope).values()) {
      Device device = Device.read(node);
      if (device != null) {
        byId.putIfAbsent(device.id(), device);
      }
    }
    return List.copyOf(byId.values());
  }

  /** A page that brings nothing new is the last, whatever the server says of its pages. */
  @Override
  public @Nullable Call<List<Device>> following(JsonNode envelope, List<Device> devices) {
    return devices.size() == soFar.size() || Pages.isLast(envelope, page)
        ? null
        : new ListDevices(page + 1, devices);
  }
}
