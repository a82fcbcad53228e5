/**
 * Looks at a server the way an import would meet it, one probe after the other, each with a short
 * time-out. Door: ServerDoctor with its DoctorTarget. It only reads, and what it says holds neither
 * a secret nor a person, so that it can be sent on.
 */
@NullMarked
package dev.senselink.batch.directory.doctor;

import org.jspecify.annotations.NullMarked;
