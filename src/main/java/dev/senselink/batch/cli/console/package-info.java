/**
 * What every command shares with the person or script that started it: terminal, progress, log,
 * language, exit codes, tables, and the one way to the screen by which nothing printed is obeyed by
 * a terminal. It knows no command and no server.
 */
@NullMarked
package dev.senselink.batch.cli.console;

import org.jspecify.annotations.NullMarked;
