/**
 * The commands for rosters and their photos: {@code import}, {@code validate}, {@code template},
 * {@code photos}, {@code resolve} and {@code runs}.
 */
@NullMarked
package dev.senselink.batch.cli.roster;

import org.jspecify.annotations.NullMarked;
