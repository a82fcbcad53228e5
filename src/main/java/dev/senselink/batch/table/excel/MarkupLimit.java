package dev.senselink.batch.table.excel;

/**
 * Watches the bytes of an XML part for a tag, comment or instruction longer than any sound one. The
 * parser keeps such a piece whole in memory, so a part far below the limit of its size could still
 * take all there is. Text needs no watch: it is given out in pieces.
 */
final class MarkupLimit {
  private static final int MOST_BYTES = 1 << 20;

  private enum Within {
    TEXT,
    BEGINNING,
    TAG,
    QUOTED,
    COMMENT,
    INSTRUCTION,
    CDATA
  }

  private Within within = Within.TEXT;
  private int length;
  private int quote;
  private int last;
  private int lastButOne;

  /** Whether the markup that these bytes end in or go through is still of a sound length. */
  boolean isKept(byte[] bytes, int from, int count) {
    for (int i = from; i < from + count; i++) {
      // UTF-16 has a zero beside each letter of a tag.
      if (bytes[i] != 0) {
        take(bytes[i]);
        if (length > MOST_BYTES) {
          return false;
        }
      }
    }
    return true;
  }

  private void take(int c) {
    if (within == Within.TEXT) {
      if (c == '<') {
        within = Within.BEGINNING;
        length = 0;
      }
      return;
    }
    length++;
    switch (within) {
      case BEGINNING -> begin(c);
      case TAG -> tag(c);
      case QUOTED -> within = c == quote ? Within.TAG : within;
      case COMMENT -> endsWith('-', '-', c);
      case INSTRUCTION -> endsWith(lastButOne, '?', c);
      default -> endsWith(']', ']', c);
    }
    lastButOne = last;
    last = c;
  }

  private void begin(int c) {
    if (length == 1 && c == '?') {
      within = Within.INSTRUCTION;
    } else if (length == 2 && last == '!' && c == '[') {
      within = Within.CDATA;
    } else if (length == 3 && lastButOne == '!' && last == '-' && c == '-') {
      within = Within.COMMENT;
      last = 0; // <!--> is no whole comment
    } else if (!(length == 1 && c == '!') && !(length == 2 && last == '!' && c == '-')) {
      within = Within.TAG;
      tag(c);
    }
  }

  private void tag(int c) {
    if (c == '>') {
      end();
    } else if (c == '"' || c == '\'') {
      quote = c;
      within = Within.QUOTED;
    }
  }

  private void endsWith(int first, int second, int c) {
    if (c == '>' && last == second && lastButOne == first) {
      end();
    }
  }

  private void end() {
    within = Within.TEXT;
    length = 0;
  }
}
