/**
 * The command {@code doctor}: what this machine and the server have to say, each finding with a
 * remedy. It changes nothing on the server and makes no folder here.
 */
@NullMarked
package dev.senselink.batch.cli.doctor;

import org.jspecify.annotations.NullMarked;
