/**
 * Jobs that write what the server holds: the backup and the records of the doors. {@code ExportJob}
 * and {@code RecordsExportJob} are the door.
 */
@NullMarked
package dev.senselink.batch.job.export;

import org.jspecify.annotations.NullMarked;
