/**
 * Makes a backup step by step, whole or not at all, in a folder or an encrypted zip, and takes an
 * older one's place only if it does not hold far less. Door: BackupExport with its ExportResources,
 * ExportResult and WorkbookWriter. What the server answered is kept for a day, so that a process
 * that goes on after a crash need not ask again.
 */
@NullMarked
package dev.senselink.batch.backup.export;

import org.jspecify.annotations.NullMarked;
