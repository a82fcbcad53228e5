/**
 * The whole work in a browser, for people to whom a terminal is a wall. It adds no rule of its own:
 * what it shows comes from the same ledger and reports, and every button starts the job that the
 * command starts.
 *
 * <p>Pages, each with the one thing to do there: Today (what needs somebody: go there), Bring in
 * people (import), Decide (carry out), People (find one), Runs (open a report), Backups (make one),
 * Jobs (run), Records (export). All are made of the report's parts: one style, one sentence on top,
 * the outcomes, cards.
 *
 * <p>Door: {@link dev.senselink.batch.console.Console}. Peer of the command line, which it does not
 * know; only here a servlet, Spring MVC or Spring Security is known.
 */
@NullMarked
package dev.senselink.batch.console;

import org.jspecify.annotations.NullMarked;
