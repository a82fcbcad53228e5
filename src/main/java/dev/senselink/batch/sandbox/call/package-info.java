/**
 * One call as the manual prints it: its operation, its parameters and what may stand in them, and
 * the answer or refusal that goes back. Inside of the sandbox; Misbehaviour and the enums of
 * spelling and paths are what a test may ask for.
 */
@NullMarked
package dev.senselink.batch.sandbox.call;

import org.jspecify.annotations.NullMarked;
