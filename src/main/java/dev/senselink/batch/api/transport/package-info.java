/**
 * One request over the network and its answer back, by Apache HttpClient with everything switched
 * off that would repeat, follow or remember, and without its logging, which would show signatures
 * and people. Door: ServerTransport, which a test may replace, and TlsHandshake, which only looks
 * at a certificate. Knows no operation.
 */
@NullMarked
package dev.senselink.batch.api.transport;

import org.jspecify.annotations.NullMarked;
