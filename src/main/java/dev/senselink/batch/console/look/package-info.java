/**
 * What the console looks up beside the commands that it starts: rows that wait for a decision,
 * people on the server, faces. Door: {@link dev.senselink.batch.console.look.Look}, which whoever
 * opens the console brings with the commands.
 */
@NullMarked
package dev.senselink.batch.console.look;

import org.jspecify.annotations.NullMarked;
