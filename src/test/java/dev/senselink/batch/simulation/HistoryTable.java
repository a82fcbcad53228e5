package dev.senselink.batch.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** A history and what came of it, for people: time, who, what, answer. */
final class HistoryTable {
  private static final long MILLI = 1_000_000L;

  private record Line(long at, String who, String what, String answer) {}

  private HistoryTable() {}

  /** All of it. */
  static String print(PlayedHistory played, List<String> broken) {
    StringBuilder text = new StringBuilder();
    SimHistory history = played.history;
    text.append("seed ").append(history.seed()).append(", ").append(history.task()).append('\n');
    history.rows().forEach(row -> text.append("  ").append(row).append('\n'));
    history.residents().forEach(one -> text.append("  ").append(one).append('\n'));
    if (!history.traits().equals(WorldTraits.plain())) {
      text.append("  ").append(history.traits()).append('\n');
    }
    history.faults().forEach(fault -> text.append("  fault: ").append(fault).append('\n'));
    history.acts().forEach(act -> text.append("  act: ").append(act).append('\n'));
    history.events().forEach(event -> text.append("  machine: ").append(event).append('\n'));
    history.errands().forEach(errand -> text.append("  errand: ").append(errand).append('\n'));
    lines(played).forEach(line -> text.append(row(line)).append('\n'));
    broken.forEach(one -> text.append("BROKEN ").append(one).append('\n'));
    return text.toString();
  }

  private static String row(Line line) {
    return String.format(
        "%10d ms | %-12s | %s%s",
        line.at() / MILLI,
        line.who(),
        line.what(),
        line.answer().isEmpty() ? "" : " | " + line.answer());
  }

  private static List<Line> lines(PlayedHistory played) {
    List<Line> lines = new ArrayList<>();
    for (SeenExchange exchange : played.log.exchanges()) {
      lines.add(new Line(exchange.leftAt, "life " + exchange.life, sent(exchange), ""));
      if (exchange.endedAt >= 0) {
        String what = "  " + exchange.kind + " " + exchange.seq;
        lines.add(new Line(exchange.endedAt, "answer", what, exchange.heard));
      }
    }
    for (PersonChange change : played.world.people.all()) {
      if (change.request() >= 0) {
        lines.add(new Line(change.nanos(), "server", change.toString(), ""));
      }
    }
    for (PlayedLife life : played.lives) {
      lines.add(new Line(life.beganAt(), "life " + life.number(), life.stage() + " begins", ""));
      for (ToldRow told : life.rows()) {
        lines.add(new Line(life.endedAt(), "report", told.row() + " " + told.name(), tell(told)));
      }
      String end = "ends " + life.exit() + " " + life.words();
      lines.add(new Line(life.endedAt(), "life " + life.number(), end, ""));
    }
    played.log.lines().forEach(line -> lines.add(logged(line)));
    lines.sort(Comparator.comparingLong(Line::at));
    return lines;
  }

  private static Line logged(String line) {
    int end = line.indexOf(" ms: ");
    return new Line(
        Long.parseLong(line.substring(0, end)) * MILLI, "log", line.substring(end + 5), "");
  }

  private static String tell(ToldRow told) {
    return told.ended()
        + (told.person() == 0 ? "" : " person " + told.person())
        + (told.reason().isEmpty() ? "" : " (" + told.reason() + ")");
  }

  private static String sent(SeenExchange exchange) {
    Map<String, String> fields = new java.util.TreeMap<>(exchange.request.fields());
    fields.keySet().removeAll(List.of("sign", "timestamp", "app_key"));
    fields.values().removeIf(String::isEmpty);
    return exchange.kind
        + " "
        + exchange.seq
        + " of "
        + RowTags.words(exchange.tag)
        + (exchange.kind == CallKind.COMPANY ? "" : " " + exchange.request.tail())
        + " "
        + fields
        + (exchange.withPhoto() ? " with photo" : "")
        + (exchange.fault == null ? "" : " !! " + exchange.fault);
  }
}
