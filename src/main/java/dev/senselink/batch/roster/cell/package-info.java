/**
 * What a cell means by itself: dates, genders, departments, groups, hosts, visits, ids and their
 * escapes. Any stage may parse with them; they know no row.
 */
@NullMarked
package dev.senselink.batch.roster.cell;

import org.jspecify.annotations.NullMarked;
