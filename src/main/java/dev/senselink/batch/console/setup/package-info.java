/** Which server the console works with: asked for first of all, tried, and written down. */
@NullMarked
package dev.senselink.batch.console.setup;

import org.jspecify.annotations.NullMarked;
