package dev.senselink.batch.api.container;

import java.util.Map;

/**
 * A request as the application behind a container sees it.
 *
 * @param path as sent, with the context path
 * @param fields texts of query and parts; those that came twice are joined by a comma, as Spring
 *     binds them to one property
 * @param files contents of parts with a file name, by field, a blank and the file name
 * @param headers by name in lower case
 */
public record DecodedRequest(
    String method,
    String path,
    Map<String, String> fields,
    Map<String, byte[]> files,
    Map<String, String> headers) {}
