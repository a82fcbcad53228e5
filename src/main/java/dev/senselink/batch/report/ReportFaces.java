package dev.senselink.batch.report;

import java.util.LinkedHashSet;
import java.util.Set;

/** The faces that a file of the report is to show, each named once. */
final class ReportFaces {
  private final Set<String> photos = new LinkedHashSet<>();
  private final Set<String> sent = new LinkedHashSet<>();
  private final Set<Long> people = new LinkedHashSet<>();

  /** Wants the photo of a row; {@code ""} is none. */
  void addPhoto(String path) {
    if (!path.isEmpty()) {
      photos.add(path);
    }
  }

  /** Wants the photo of a row as it was sent too. */
  void addAsSent(String path) {
    sent.add(path);
  }

  /** Wants the picture of a person on the server. */
  void addPerson(long id) {
    people.add(id);
  }

  /** Wants what others want too. */
  void addAll(ReportFaces others) {
    photos.addAll(others.photos);
    sent.addAll(others.sent);
    people.addAll(others.people);
  }

  /** Photos below the photos folder, in the order they were named. */
  Set<String> photos() {
    return photos;
  }

  /** Those of them that are also wanted as they were sent. */
  Set<String> sent() {
    return sent;
  }

  /** People on the server, in the order they were named. */
  Set<Long> people() {
    return people;
  }

  int count() {
    return photos.size() + sent.size() + people.size();
  }

  /** What is wanted here and not there. */
  ReportFaces without(ReportFaces others) {
    ReportFaces left = new ReportFaces();
    left.photos.addAll(photos);
    left.photos.removeAll(others.photos);
    left.sent.addAll(sent);
    left.sent.removeAll(others.sent);
    left.people.addAll(people);
    left.people.removeAll(others.people);
    return left;
  }
}
