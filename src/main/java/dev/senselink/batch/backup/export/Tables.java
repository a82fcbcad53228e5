package dev.senselink.batch.backup.export;

import dev.senselink.batch.backup.BackedUpDevice;
import dev.senselink.batch.backup.BackedUpGroup;
import dev.senselink.batch.backup.GuestVisits;
import dev.senselink.batch.backup.Layout.Table;
import dev.senselink.batch.backup.Manifest.FileFacts;
import dev.senselink.batch.backup.gather.Ascending;
import dev.senselink.batch.backup.gather.Crowd;
import dev.senselink.batch.backup.gather.Grounds;
import dev.senselink.batch.backup.gather.Item;
import dev.senselink.batch.backup.gather.Items;
import dev.senselink.batch.backup.gather.Lines;
import dev.senselink.batch.backup.gather.Names;
import dev.senselink.batch.backup.gather.Shortfall;
import dev.senselink.batch.backup.gather.Somebody.Text;
import dev.senselink.batch.backup.gather.Somebody;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Writes the tables of what there is and who is there. */
final class Tables {
  private final Place place;
  private final Crowd crowd;
  private final PhotoKeeper photos;
  private final Grounds grounds;
  private final GuestVisits visits;
  private final Shortfall shortfall;
  private final Map<String, FileFacts> facts = new TreeMap<>();

  Tables(
      Place place,
      Crowd crowd,
      PhotoKeeper photos,
      Grounds grounds,
      GuestVisits visits,
      Shortfall shortfall) {
    this.place = place;
    this.crowd = crowd;
    this.photos = photos;
    this.grounds = grounds;
    this.visits = visits;
    this.shortfall = shortfall;
  }

  /** Writes them all. */
  Map<String, FileFacts> write() throws IOException {
    Lines lines = new Lines(grounds, Names.of(meant(), crowd::people), visits, shortfall);
    write(
        Table.DEPARTMENTS,
        grounds.departments().stream().map(d -> lines.department(d).cells()).toList());
    write(Table.GROUPS, grounds.groups().stream().map(BackedUpGroup::cells).toList());
    write(Table.DEVICES, grounds.devices(shortfall).stream().map(BackedUpDevice::cells).toList());
    people(Table.USERS, false, (person, photo) -> lines.user(person, photo).cells());
    people(Table.GUESTS, true, (person, photo) -> lines.guest(person, photo).cells());
    return facts;
  }

  /** Leaders of departments and hosts of visitors. */
  private Set<Long> meant() throws IOException {
    Set<Long> meant = new HashSet<>(grounds.leaders());
    try (Items people = crowd.people()) {
      for (Item item = people.next(); item != null; item = people.next()) {
        Somebody person = Somebody.of(item);
        if (person.guest()) {
          visits
              .of(person.id(), person.text(Text.NAME), person.text(Text.MOBILE))
              .ifPresent(visit -> meant.add(visit.host()));
        }
      }
    }
    return meant;
  }

  private void write(Table table, List<List<String>> lines) throws IOException {
    try (TableWriter writer = TableWriter.create(place, table.file(), table.columns())) {
      for (List<String> line : lines) {
        writer.write(line);
      }
      facts.put(table.file(), writer.finish());
    }
  }

  private interface Line {
    List<String> of(Somebody person, boolean photo);
  }

  private void people(Table table, boolean guests, Line line) throws IOException {
    try (Items people = crowd.people();
        Ascending kept = new Ascending(photos.kept());
        TableWriter writer = TableWriter.create(place, table.file(), table.columns())) {
      for (Item item = people.next(); item != null; item = people.next()) {
        Somebody person = Somebody.of(item);
        if (person.guest() == guests) {
          writer.write(line.of(person, kept.find(person.id()) != null));
        }
      }
      facts.put(table.file(), writer.finish());
    }
  }
}
