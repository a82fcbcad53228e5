/**
 * Commands of the program that the console starts: the same that are typed, one at a time. Door:
 * {@link dev.senselink.batch.console.command.CommandRunner}, which whoever opens the console
 * brings.
 */
@NullMarked
package dev.senselink.batch.console.command;

import org.jspecify.annotations.NullMarked;
