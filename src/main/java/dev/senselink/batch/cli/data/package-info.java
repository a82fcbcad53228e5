/** {@code data}: where the ledger lies, and in which version's form. */
@NullMarked
package dev.senselink.batch.cli.data;

import org.jspecify.annotations.NullMarked;
