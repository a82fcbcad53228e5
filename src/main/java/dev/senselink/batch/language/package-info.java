/**
 * What people read, in their language: every other package keeps its sentences in {@code
 * messages.properties} (English) and {@code messages_zh.properties} (Chinese) beside its classes
 * and asks for them here.
 *
 * <p>Door: {@link dev.senselink.batch.language.MessageCatalog}. Knows none of the other packages.
 */
@NullMarked
package dev.senselink.batch.language;

import org.jspecify.annotations.NullMarked;
