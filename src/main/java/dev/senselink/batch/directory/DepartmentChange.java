package dev.senselink.batch.directory;

import org.jspecify.annotations.Nullable;

/**
 * What is to become of a department; null = as it is.
 *
 * @param parent 0 = directly below the company
 * @param leader a member of staff; 0 = nobody
 * @param code blank = none
 */
public record DepartmentChange(
    @Nullable String name, @Nullable Long parent, @Nullable Long leader, @Nullable String code) {}
