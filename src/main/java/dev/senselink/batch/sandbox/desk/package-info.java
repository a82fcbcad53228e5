/**
 * Does each operation on the world, one desk a chapter of the manual; DeskRouter finds the desk.
 * Inside of the sandbox; whoever reads or changes the world holds its monitor, so that a change and
 * its commit are one step.
 */
@NullMarked
package dev.senselink.batch.sandbox.desk;

import org.jspecify.annotations.NullMarked;
