/**
 * All that the sandbox's server holds, and the list of what really changed, apart from what was
 * answered. PersonView, CommittedChange and the records of groups, devices and departments are what
 * tests see; the rest is inside.
 */
@NullMarked
package dev.senselink.batch.sandbox.world;

import org.jspecify.annotations.NullMarked;
