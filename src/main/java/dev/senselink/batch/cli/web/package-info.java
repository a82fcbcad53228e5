/** The command that opens the console in a browser. */
@NullMarked
package dev.senselink.batch.cli.web;

import org.jspecify.annotations.NullMarked;
