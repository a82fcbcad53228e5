/** How pages are made: templates, texts, style and script, all from within the program. */
@NullMarked
package dev.senselink.batch.console.page;

import org.jspecify.annotations.NullMarked;
