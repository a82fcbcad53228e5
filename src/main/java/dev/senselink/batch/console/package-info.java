/**
 * The work in a browser, for people to whom a terminal is a wall. It adds no rule of its own: what
 * it shows comes from the same ledger and reports, and a button starts the job that the command
 * starts. All pages are made of the report's parts: one style, one sentence on top, the outcomes,
 * cards. What each page is for stands in {@code src/site/markdown/console.md}.
 *
 * <p>Door: {@link dev.senselink.batch.console.Console}. Peer of the command line, which it does not
 * know; only here a servlet, Spring MVC or Spring Security is known.
 */
@NullMarked
package dev.senselink.batch.console;

import org.jspecify.annotations.NullMarked;
