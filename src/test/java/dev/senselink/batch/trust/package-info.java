/** What somebody else on the machine, on the way or at the other end can leave for the program. */
@org.jspecify.annotations.NullMarked
package dev.senselink.batch.trust;
