/**
 * Keeps what was there before a request changes it, and tells later whether it is still as that
 * request left it. Start with {@link BeforeKeeper}.
 */
@NullMarked
package dev.senselink.batch.enrol.before;

import org.jspecify.annotations.NullMarked;
