/**
 * What is wrong in a list that is to be imported, and how it is mended before anything is sent. The
 * list stays as it is: what is mended lies beside it as corrections, which the import takes. Door:
 * {@link dev.senselink.batch.console.mend.Mending}.
 */
@NullMarked
package dev.senselink.batch.console.mend;

import org.jspecify.annotations.NullMarked;
