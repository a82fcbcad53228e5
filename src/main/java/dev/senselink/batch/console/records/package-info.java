/** Who passed: what was asked for, the records that were found, and their files. */
@NullMarked
package dev.senselink.batch.console.records;

import org.jspecify.annotations.NullMarked;
