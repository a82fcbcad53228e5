package dev.senselink.batch.backup.export;

import dev.senselink.batch.backup.BackedUpDevice;
import dev.senselink.batch.backup.BackedUpGroup;
import dev.senselink.batch.backup.BackupLayout.Table;
import dev.senselink.batch.backup.GuestVisitLookup;
import dev.senselink.batch.backup.Manifest.FileFacts;
import dev.senselink.batch.backup.gather.ExportShortfall;
import dev.senselink.batch.backup.gather.ExportedPerson;
import dev.senselink.batch.backup.gather.ExportedPerson.Text;
import dev.senselink.batch.backup.gather.HostKeys;
import dev.senselink.batch.backup.gather.KeyedRecord;
import dev.senselink.batch.backup.gather.KeyedRecords;
import dev.senselink.batch.backup.gather.MergeCursor;
import dev.senselink.batch.backup.gather.OrganisationExport;
import dev.senselink.batch.backup.gather.PeopleCollector;
import dev.senselink.batch.backup.gather.PersonRowMapper;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Writes the tables of what there is and who is there. */
final class BackupTables {
  private final BackupTarget place;
  private final PeopleCollector crowd;
  private final PhotoDownloader photos;
  private final OrganisationExport grounds;
  private final GuestVisitLookup visits;
  private final RecordScan records;
  private final ExportShortfall shortfall;
  private final Map<String, FileFacts> facts = new TreeMap<>();

  BackupTables(
      BackupTarget place,
      PeopleCollector crowd,
      PhotoDownloader photos,
      OrganisationExport grounds,
      GuestVisitLookup visits,
      RecordScan records,
      ExportShortfall shortfall) {
    this.place = place;
    this.crowd = crowd;
    this.photos = photos;
    this.grounds = grounds;
    this.visits = visits;
    this.records = records;
    this.shortfall = shortfall;
  }

  /** Writes them all. */
  Map<String, FileFacts> write() throws IOException {
    PersonRowMapper lines =
        new PersonRowMapper(grounds, HostKeys.of(meant(), crowd::people), visits, shortfall);
    write(
        Table.DEPARTMENTS,
        grounds.departments().stream().map(d -> lines.department(d).cells()).toList());
    write(Table.GROUPS, grounds.groups().stream().map(BackedUpGroup::cells).toList());
    write(Table.DEVICES, grounds.devices(shortfall).stream().map(BackedUpDevice::cells).toList());
    people(Table.USERS, false, (person, photo) -> lines.user(person, photo).cells());
    try (MergeCursor hosts = records.hosts()) {
      people(
          Table.GUESTS,
          true,
          (person, photo) -> lines.guest(person, photo, RecordScan.host(hosts, person)).cells());
    }
    return facts;
  }

  /** Leaders of departments and hosts of visitors. */
  private Set<Long> meant() throws IOException {
    Set<Long> meant = new HashSet<>(grounds.leaders());
    try (KeyedRecords people = crowd.people();
        MergeCursor hosts = records.hosts()) {
      for (KeyedRecord item = people.next(); item != null; item = people.next()) {
        ExportedPerson person = ExportedPerson.of(item);
        if (person.guest()) {
          visits
              .of(person.id(), person.text(Text.NAME), person.text(Text.MOBILE))
              .ifPresent(visit -> meant.add(visit.host()));
          Long recorded = RecordScan.host(hosts, person);
          if (recorded != null) {
            meant.add(recorded);
          }
        }
      }
    }
    return meant;
  }

  private void write(Table table, List<List<String>> lines) throws IOException {
    try (BackupTableWriter writer =
        BackupTableWriter.create(place, table.file(), table.columns())) {
      for (List<String> line : lines) {
        writer.write(line);
      }
      facts.put(table.file(), writer.finish());
    }
  }

  private interface Line {
    List<String> of(ExportedPerson person, boolean photo) throws IOException;
  }

  private void people(Table table, boolean guests, Line line) throws IOException {
    try (KeyedRecords people = crowd.people();
        MergeCursor kept = new MergeCursor(photos.keptPhotos());
        BackupTableWriter writer = BackupTableWriter.create(place, table.file(), table.columns())) {
      for (KeyedRecord item = people.next(); item != null; item = people.next()) {
        ExportedPerson person = ExportedPerson.of(item);
        if (person.guest() == guests) {
          writer.write(line.of(person, kept.find(person.id()) != null));
        }
      }
      facts.put(table.file(), writer.finish());
    }
  }
}
