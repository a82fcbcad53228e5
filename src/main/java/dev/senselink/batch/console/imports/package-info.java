/**
 * "Bring in people": a list and photos are uploaded, checked, shown as what would be done, and
 * imported, all by the commands that are typed elsewhere. Start: {@link
 * dev.senselink.batch.console.imports.ImportsController}.
 */
@NullMarked
package dev.senselink.batch.console.imports;

import org.jspecify.annotations.NullMarked;
