/**
 * Files on this machine: who may have written them, and how they are opened.
 *
 * <p>Whatever configures, authorises or is executed goes through {@link
 * dev.senselink.batch.disk.TrustedFile}; who could have changed it is told by {@link
 * dev.senselink.batch.disk.FileExposure}, for a command as for {@code doctor}. Below all other
 * packages.
 */
@NullMarked
package dev.senselink.batch.disk;

import org.jspecify.annotations.NullMarked;
