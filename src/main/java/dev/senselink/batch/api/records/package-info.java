/**
 * The calls about who was seen at the doors (manual 6.5.1) and the record they answer. Door:
 * AccessRecord, RecordFilter, CountRecords, RecordCells. Records are read token by token: a tree of
 * each took longer than all the rest of their way into a file.
 */
@NullMarked
package dev.senselink.batch.api.records;

import org.jspecify.annotations.NullMarked;
