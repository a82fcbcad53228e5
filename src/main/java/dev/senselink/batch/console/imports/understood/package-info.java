/**
 * How a list is read: what the program sees by itself, what was said of such lists before, and what
 * a person chose. Door: {@link dev.senselink.batch.console.imports.understood.UnderstoodList}.
 */
@NullMarked
package dev.senselink.batch.console.imports.understood;

import org.jspecify.annotations.NullMarked;
