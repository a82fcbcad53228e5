/**
 * Looks at photos: really decodes them, counts faces by the mark of drawn pictures, measures
 * quality, and tells whether two show one person. Inside of the sandbox; its verdict does not hang
 * on the resolution.
 */
@NullMarked
package dev.senselink.batch.sandbox.picture;

import org.jspecify.annotations.NullMarked;
