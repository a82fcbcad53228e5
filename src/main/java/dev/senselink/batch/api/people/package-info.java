/**
 * The calls about staff, visitors and their photos, one class each (manual 6.3, 6.6), and the
 * person they answer. All public calls are the door; UserFields says everything that can be sent
 * about somebody. The list of everybody is read as a stream and proved whole by PeopleListProof
 * without holding the people in memory.
 */
@NullMarked
package dev.senselink.batch.api.people;

import org.jspecify.annotations.NullMarked;
