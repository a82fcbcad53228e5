/**
 * Options that are not typed: the configuration file, the environment and the lines of a job file,
 * read as text with nothing converted on the way, and where each value came from. It decides
 * nothing about their meaning.
 */
@NullMarked
package dev.senselink.batch.cli.settings;

import org.jspecify.annotations.NullMarked;
