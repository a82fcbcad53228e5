/**
 * The commands that ask the server for one thing or change one thing there: people, departments,
 * groups, devices, the company and the records of the doors. Those that delete ask first.
 */
@NullMarked
package dev.senselink.batch.cli.directory;

import org.jspecify.annotations.NullMarked;
