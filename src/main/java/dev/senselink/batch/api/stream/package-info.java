/**
 * Any number of records: walked by windows of ids (RecordWalk), or pushed as they happen
 * (RecordPush, manual 6.5.2), which connects again by itself. Door: RecordWalk, RecordPush,
 * PushListener, PushSettings. The web socket library's own limits are none, hence the bounded
 * handshake.
 */
@NullMarked
package dev.senselink.batch.api.stream;

import org.jspecify.annotations.NullMarked;
