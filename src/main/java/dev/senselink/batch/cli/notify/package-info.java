/** The command {@code notify}: a test message to everybody who would be told of a run. */
@NullMarked
package dev.senselink.batch.cli.notify;

import org.jspecify.annotations.NullMarked;
