package dev.senselink.batch.fleet.rows;

import dev.senselink.batch.roster.Roster;
import dev.senselink.batch.roster.RosterSettings;
import dev.senselink.batch.roster.RowLines;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The list of one site. */
public final class SiteRows {
  private final String site;
  private final Path roster;
  private final int rows;
  private final @Nullable RowLines lines;
  private final String sha256;
  private final RosterSettings reading;

  /**
   * @param roster the file with the site's rows and no others
   * @param lines where each row stands in the list of all sites; {@code null} where the site has a
   *     list of its own
   * @param sha256 of that file: header and rows
   * @param reading how it is read
   */
  SiteRows(
      String site,
      Path roster,
      int rows,
      @Nullable RowLines lines,
      String sha256,
      RosterSettings reading) {
    this.reading = reading;
    this.site = site;
    this.roster = roster;
    this.rows = rows;
    this.lines = lines;
    this.sha256 = sha256;
  }

  public String site() {
    return site;
  }

  public Path roster() {
    return roster;
  }

  public int rows() {
    return rows;
  }

  public String sha256() {
    return sha256;
  }

  /**
   * Opens the list, to be read from top to bottom. Its rows stand where people look for them: in
   * the list of all sites, if there is one.
   */
  public Roster open() {
    return Roster.open(roster, String.valueOf(roster.getFileName()), reading.withLines(lines));
  }

  /** Whether the list is as it was when it was read: one of ours is nobody else's to change. */
  public boolean isUnchanged() {
    return isPart() || Files.isReadable(roster) && SiteListWriter.sha256(roster).equals(sha256);
  }

  /**
   * Where its rows stand in the list of all sites; {@code null} where the site has one of its own.
   */
  public @Nullable RowLines lines() {
    return lines;
  }

  /** Whether it was taken out of a list of all sites. */
  public boolean isPart() {
    return lines != null;
  }
}
