package dev.senselink.batch.sandbox;

import java.time.Instant;
import java.util.List;

/** A terminal at a door, with the groups it opens for. */
record Device(
    long id,
    String sn,
    String name,
    String location,
    String description,
    long direction,
    List<Long> groups,
    Instant createdAt,
    Instant updatedAt) {}
