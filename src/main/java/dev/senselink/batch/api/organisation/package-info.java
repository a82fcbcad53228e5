/**
 * The calls about company, departments, groups and devices, one class each (manual 6.1, 6.2, 6.4,
 * 6.7), and what they answer. All of it is the door: each call says its path, its fields and how
 * its answer is read. An update replaces, so it begins with what is there.
 */
@NullMarked
package dev.senselink.batch.api.organisation;

import org.jspecify.annotations.NullMarked;
