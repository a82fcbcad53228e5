/**
 * What can be seen of the server without a roster: so far whether it is as this program needs it.
 *
 * <p>Start with {@link dev.senselink.batch.directory.doctor.ServerDoctor}. It only reads, and what
 * it says holds neither a secret nor a person, so that it can be sent on. Knows no roster, no job
 * and no options.
 */
@NullMarked
package dev.senselink.batch.directory;

import org.jspecify.annotations.NullMarked;
