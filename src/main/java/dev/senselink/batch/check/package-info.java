/**
 * Decides offline whether a row can be sent: one row in, findings or a person out.
 *
 * <p>Door: {@link dev.senselink.batch.check.RowCheck}. {@link dev.senselink.batch.check.KeyRules}
 * says who a row is and which rows are the same; where the rows of a first pass are kept meanwhile
 * is not known here, nor is any server.
 */
@NullMarked
package dev.senselink.batch.check;

import org.jspecify.annotations.NullMarked;
