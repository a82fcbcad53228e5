/**
 * What the parts of an enrolment have in common: the run's server, ledger and policies, what a row
 * at work has in hand, what was last sent to whom, and the canaries that let the first request of a
 * kind go alone. Inside only.
 */
@NullMarked
package dev.senselink.batch.enrol.context;

import org.jspecify.annotations.NullMarked;
