/** Messages to chat rooms and watchdogs over HTTP; their addresses are secrets. */
@NullMarked
package dev.senselink.batch.notify.web;

import org.jspecify.annotations.NullMarked;
