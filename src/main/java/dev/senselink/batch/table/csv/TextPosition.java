package dev.senselink.batch.table.csv;

/**
 * A place in a text file.
 *
 * @param line from 1; lines end with LF, CRLF or a lone CR
 * @param column the character of the line, from 1
 */
public record TextPosition(long line, long column) {}
