/**
 * The worlds of {@code samples/}: how they are made, and that each still gives the report beside
 * it.
 *
 * <p>Start with {@link dev.senselink.batch.samples.SamplesTest}. To make them anew after a change:
 * {@code mvn test -Dtest=SamplesTest -Dsamples=write}, then look at the difference before you
 * commit it.
 */
@NullMarked
package dev.senselink.batch.samples;

import org.jspecify.annotations.NullMarked;
