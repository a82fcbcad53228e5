/**
 * Any file of rows and cells, CSV and workbooks, read and written; knows no roster and no report.
 */
@NullMarked
package dev.senselink.batch.table;

import org.jspecify.annotations.NullMarked;
