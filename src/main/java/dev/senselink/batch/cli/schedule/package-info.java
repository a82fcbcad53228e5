/**
 * The command {@code job}: when a job of this machine's service runs, as systemd is told. Door:
 * JobScheduleCommand. What systemd is told lies in TimerUnits.
 */
@NullMarked
package dev.senselink.batch.cli.schedule;

import org.jspecify.annotations.NullMarked;
