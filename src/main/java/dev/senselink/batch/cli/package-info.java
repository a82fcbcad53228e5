/**
 * The command line: one thin class a command, which reads options, calls one job and returns an
 * exit code.
 *
 * <p>Start with {@link dev.senselink.batch.cli.SenselinkCommand}. Nothing here may touch Spring
 * before a job needs it: {@code --help} and usage errors answer at once.
 */
@NullMarked
package dev.senselink.batch.cli;

import org.jspecify.annotations.NullMarked;
