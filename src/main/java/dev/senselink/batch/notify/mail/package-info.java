/** One message by mail, with Jakarta Mail: how the mail server is reached and what it answered. */
@NullMarked
package dev.senselink.batch.notify.mail;

import org.jspecify.annotations.NullMarked;
