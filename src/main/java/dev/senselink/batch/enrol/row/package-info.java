/**
 * A row at work and what it can come to: its policies, its outcome when a reply is no good answer,
 * the digests of what was sent, and the sentences of the stage. {@code EnrolmentSettings} is what
 * callers fill in; it sends nothing.
 */
@NullMarked
package dev.senselink.batch.enrol.row;

import org.jspecify.annotations.NullMarked;
