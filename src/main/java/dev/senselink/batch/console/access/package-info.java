/** Who may see the console: where a request comes from, sign-in by a token, and the session. */
@NullMarked
package dev.senselink.batch.console.access;

import org.jspecify.annotations.NullMarked;
