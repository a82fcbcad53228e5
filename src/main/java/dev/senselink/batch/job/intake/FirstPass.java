package dev.senselink.batch.job.intake;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.check.CheckResult;
import dev.senselink.batch.check.DuplicateGroup;
import dev.senselink.batch.check.DuplicateRules;
import dev.senselink.batch.check.Finding;
import dev.senselink.batch.check.KeyRules;
import dev.senselink.batch.check.LostZeroFinder;
import dev.senselink.batch.check.RosterPerson;
import dev.senselink.batch.check.RowCheck;
import dev.senselink.batch.check.RowIdentity;
import dev.senselink.batch.language.DisplayLanguage;
import dev.senselink.batch.ledger.firstpass.FirstPassStore;
import dev.senselink.batch.ledger.firstpass.FirstPassStore.Suspect;
import dev.senselink.batch.photo.PhotoFile;
import dev.senselink.batch.photo.folder.NearPhotoNames;
import dev.senselink.batch.photo.folder.PhotoFolder;
import dev.senselink.batch.roster.DateColumns;
import dev.senselink.batch.roster.Roster;
import dev.senselink.batch.roster.RosterColumn;
import dev.senselink.batch.roster.RosterShape;
import dev.senselink.batch.roster.Row;
import dev.senselink.batch.roster.RowReference;
import dev.senselink.batch.roster.RowStanding;
import dev.senselink.batch.roster.StatusColumns;
import dev.senselink.batch.roster.cell.DepartmentCell;
import dev.senselink.batch.roster.cell.GroupName;
import java.io.IOException;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Reads the whole roster before anything is sent: structure, offline rules, duplicates, and which
 * row claims which photo. A fault of the file's structure ends it with nothing sent.
 */
public final class FirstPass {
  private static final String NAME = "name-alone";
  private static final String FILE = "photo-file";
  private static final String SIZE = "photo-size";
  private static final String CONTENT = "photo-content";
  private static final int MOST_UNCLAIMED = 500;
  private static final int MOST_NEAR = 5_000;

  private final RosterInput input;
  private final PhotoFolder photos;
  private final FirstPassStore store;
  private final DuplicateBloomFilter maybe = new DuplicateBloomFilter();
  private final Map<String, Boolean> kinds = new TreeMap<>();
  private final BitSet byName = new BitSet();
  private final PhotoFolder.Claims claims;
  private final LostZeroFinder shapes;
  private final Set<DepartmentCell> departments = new LinkedHashSet<>();
  private final Set<GroupName> groups = new LinkedHashSet<>();
  private final FirstWarnings warnings = new FirstWarnings();
  private final StatusColumns statuses = new StatusColumns();
  private final DateColumns dates;
  private int rows;
  private int photosFound;
  private boolean namesCount;
  private boolean lastIsShort;
  private List<String> unclaimed = List.of();
  private NearPhotoNames nearly = NearPhotoNames.of(List.of());

  /** By the file, in the order of the rows. */
  private final Map<String, Optional<NearPhoto>> near = new LinkedHashMap<>();

  FirstPass(RosterInput input, PhotoFolder photos, FirstPassStore store) {
    this.input = input;
    this.photos = photos;
    this.claims = photos.claims();
    this.store = store;
    this.dates = new DateColumns(input.settings());
    this.shapes = new LostZeroFinder(input.settings().kind());
  }

  /**
   * What the roster holds as a whole.
   *
   * @param photosFound rows for which a photo file was found
   * @param departments every department named, each once; {@code groups} likewise
   * @param lastIsShort whether the last row has fewer cells than the header
   */
  public record Result(
      RosterShape shape,
      int rows,
      int photosFound,
      Set<DepartmentCell> departments,
      Set<GroupName> groups,
      List<String> warnings,
      Unclaimed unclaimed,
      List<NearPhoto> near,
      boolean lastIsShort) {}

  /**
   * A photo that no row led to and whose name is nearly that of a row without one.
   *
   * @param line the row's
   */
  public record NearPhoto(long line, NearPhotoNames.Near photo) {}

  /**
   * Photos that no row led to.
   *
   * @param first paths of the first of them
   */
  public record Unclaimed(List<String> first, long count) {}

  Result run() {
    RosterShape shape = read(this::count);
    statuses.mustBeKnown(input.displayName());
    dates.mustBeOfOneKind(input.displayName());
    dates.inWords().forEach(warnings::add);
    unclaimed = claims.unclaimed();
    nearly = NearPhotoNames.of(unclaimed.stream().limit(MOST_NEAR).toList());
    read(this::keepSuspects);
    if (maybe.any()) {
      decide();
    }
    return new Result(
        shape,
        rows,
        photosFound,
        departments,
        groups,
        warnings.told(),
        unclaimed(),
        near(),
        lastIsShort);
  }

  private Unclaimed unclaimed() {
    return new Unclaimed(unclaimed.stream().limit(MOST_UNCLAIMED).toList(), unclaimed.size());
  }

  /** A file that may be two people's says nothing. */
  private List<NearPhoto> near() {
    return near.values().stream().flatMap(Optional::stream).toList();
  }

  private RosterShape read(Consumer<Row> each) {
    try (Roster roster = input.open()) {
      for (Row row = roster.next(); row != null; row = roster.next()) {
        each.accept(row);
      }
      return roster.shape();
    }
  }

  private void count(Row row) {
    rows++;
    lastIsShort = row.isShort();
    if (row.isLeftOut()) {
      return; // it claims no key and no photo
    }
    statuses.add(row);
    if (isPassedOver(row)) {
      PhotoFile theirs = PhotoChoice.of(row, photos).file();
      if (theirs != null) {
        claims.add(theirs); // not one that no row led to
      }
      return;
    }
    CheckResult checked = RowCheck.of(row, input.settings());
    checked.warnings().forEach(warning -> warnings.add(row.ref(), warning));
    shapes.add(row);
    dates.add(row);
    for (RowIdentity identity : identities(row)) {
      kinds.put(identity.kind(), identity.decides());
      maybe.add(identity.kind(), identity.value());
    }
    // Of every row, also of those refused already: mended and sent alone they would claim the same.
    PhotoChoice choice = PhotoChoice.of(row, photos);
    PhotoFile file = choice.file();
    if (file != null) {
      photosFound++;
      claims.add(file);
      maybe.add(FILE, file.path());
      maybe.add(SIZE, String.valueOf(file.size()));
      namesCount |= choice.byNameOnly();
    }
    // A name that leads to a photo counts only if nobody else in the roster has it.
    maybe.add(NAME, KeyRules.name(row.text(RosterColumn.NAME)));
    RosterPerson person = checked.person();
    if (person == null) {
      return;
    }
    if (person.department() != null) {
      departments.add(person.department());
    }
    groups.addAll(person.groups());
  }

  /** Once the whole roster is known: what its shape says of a row, and who may be doubled. */
  private void keepSuspects(Row row) {
    if (row.isLeftOut() || isPassedOver(row)) {
      return;
    }
    shapes.warnings(row).forEach(warning -> warnings.add(row.ref(), warning));
    for (RowIdentity identity : identities(row)) {
      keep(row, identity.kind(), identity.value());
    }
    if (namesCount) {
      keep(row, NAME, KeyRules.name(row.text(RosterColumn.NAME)));
    }
    PhotoChoice choice = PhotoChoice.of(row, photos);
    PhotoFile file = choice.file();
    if (file == null) {
      near(row, choice);
      return;
    }
    byName.set(row.ref().number(), choice.byNameOnly());
    keep(row, FILE, file.path());
    if (maybe.maybe(SIZE, String.valueOf(file.size()))) {
      contentOf(file).ifPresent(sha -> store.add(suspectOf(row, CONTENT, sha)));
    }
  }

  private boolean isPassedOver(Row row) {
    return RowStanding.of(row, input.settings()).kind().isPassedOver();
  }

  private void near(Row row, PhotoChoice choice) {
    NearPhotoNames.Near photo = choice.isMissing() ? nearly.of(PhotoChoice.keys(row)) : null;
    if (photo != null) {
      NearPhoto one = new NearPhoto(row.ref().line(), photo);
      near.merge(photo.path(), Optional.of(one), (first, second) -> Optional.empty());
    }
  }

  private List<RowIdentity> identities(Row row) {
    return KeyRules.identities(row, input.settings().kind());
  }

  /** A file that cannot be read is refused later, by whoever decodes it. */
  private static Optional<String> contentOf(PhotoFile file) {
    try {
      return Optional.of(file.sha256());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private void keep(Row row, String kind, String value) {
    if (!value.isEmpty() && maybe.maybe(kind, value)) {
      store.add(suspectOf(row, kind, value));
    }
  }

  private static Suspect suspectOf(Row row, String kind, String value) {
    return new Suspect(kind, value, row.ref(), row.hash());
  }

  private void decide() {
    kinds.forEach(
        (kind, decides) -> {
          if (decides) {
            store.shared(kind, true, group -> duplicates(kind, group));
          }
        });
    kinds.forEach(
        (kind, decides) -> {
          if (!decides) {
            store.shared(kind, false, group -> told(kind, group));
          }
        });
    store.shared(NAME, true, this::nameTwice);
    store.shared(FILE, false, this::claimedTwice);
    store.shared(CONTENT, false, this::sameContent);
  }

  private void duplicates(String kind, FirstPassStore.Group group) {
    RowIdentity identity = new RowIdentity(kind, group.value(), true);
    // Judged for the last of the rows: the first of equal ones is spared below.
    RowReference last = new RowReference(Integer.MAX_VALUE, group.first().line());
    Finding finding = DuplicateRules.finding(identity, twins(group), last);
    if (finding != null) {
      store.refuse(group, group.equal(), false, finding.code(), finding.reason());
    }
  }

  private void told(String kind, FirstPassStore.Group group) {
    String warning =
        DuplicateRules.warning(new RowIdentity(kind, group.value(), false), twins(group));
    if (warning != null) {
      warnings.add(warning);
    }
  }

  private static DuplicateGroup twins(FirstPassStore.Group group) {
    return new DuplicateGroup(group.count(), group.first(), group.lines(), group.equal());
  }

  /** Only rows that found their photo by name alone lose it; rows equal in every cell are one. */
  private void nameTwice(FirstPassStore.Group group) {
    if (group.equal()) {
      return;
    }
    store.refuseSome(group, byName::get, "PHOTO_NOT_FOUND", words("photo.nameTwice"));
  }

  private void claimedTwice(FirstPassStore.Group group) {
    store.refuse(
        group,
        false,
        true,
        "PHOTO_AMBIGUOUS",
        more(group) > 0
            ? words("photo.sameFile.more", lines(group), more(group))
            : words("photo.sameFile", lines(group)));
  }

  private void sameContent(FirstPassStore.Group group) {
    store.refuse(
        group,
        false,
        true,
        "PHOTO_SHARED",
        more(group) > 0
            ? words("photo.sameContent.more", lines(group), more(group))
            : words("photo.sameContent", lines(group)));
  }

  private static String lines(FirstPassStore.Group group) {
    return DisplayLanguage.list(group.lines());
  }

  private static long more(FirstPassStore.Group group) {
    return group.count() - group.lines().size();
  }
}
