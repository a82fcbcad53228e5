package dev.senselink.batch.report;

import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.roster.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Photos that were sent otherwise than they are, so that somebody sees what was made of them. */
final class ChangedPhotos {
  /** So many are shown before and after. */
  static final int SHOWN = 60;

  private final ReportPictures pictures;
  private final ReportFaces faces;
  private final List<PageRow> shown = new ArrayList<>();
  private long count;

  /**
   * @param faces is told which pictures are wanted
   */
  ChangedPhotos(ReportPictures pictures, ReportFaces faces) {
    this.pictures = pictures;
    this.faces = faces;
  }

  /** Notes a row, if its photo was turned or cut. */
  void add(Row row, Outcome outcome) {
    if (outcome.photo().isEmpty() || !pictures.changed(outcome)) {
      return;
    }
    count++;
    if (shown.size() < SHOWN) {
      shown.add(PageRow.of(RequiredAction.LOOK, row, outcome, true));
      faces.addPhoto(outcome.photo());
      faces.addAsSent(outcome.photo());
    }
  }

  /** All of them as the template takes them; empty where there is none. */
  List<Map<String, Object>> values(PageTexts words, ReportThumbnails thumbnails) {
    if (shown.isEmpty()) {
      return List.of();
    }
    PageRowValues rows = new PageRowValues(words, thumbnails);
    long left = count - shown.size();
    return List.of(
        Map.of(
            "shownCount",
            words.number(count),
            "photos",
            shown.stream().map(rows::change).toList(),
            "more",
            left == 0 ? "" : words.of("moreNotes", left)));
  }
}
