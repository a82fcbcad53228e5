package dev.senselink.batch.job;

import dev.senselink.batch.check.Checked;
import dev.senselink.batch.check.Checks;
import dev.senselink.batch.check.Identity;
import dev.senselink.batch.check.Keys;
import dev.senselink.batch.check.Person;
import dev.senselink.batch.enrol.SourceSha;
import dev.senselink.batch.ledger.FirstPassStore;
import dev.senselink.batch.ledger.FirstPassStore.Suspect;
import dev.senselink.batch.photo.PhotoFile;
import dev.senselink.batch.photo.PhotoFolder;
import dev.senselink.batch.roster.DepartmentCell;
import dev.senselink.batch.roster.GroupName;
import dev.senselink.batch.roster.Roster;
import dev.senselink.batch.roster.RosterShape;
import dev.senselink.batch.roster.Row;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * Reads the whole roster before anything is sent: structure, offline rules, duplicates, and which
 * row claims which photo. A fault of the file's structure ends it with nothing sent.
 */
final class FirstPass {
  private static final String NAME = "name alone";
  private static final String FILE = "photo file";
  private static final String SIZE = "photo size";
  private static final String CONTENT = "photo content";
  private static final int MOST_WARNINGS = 50;

  private final RosterInput input;
  private final PhotoFolder photos;
  private final FirstPassStore store;
  private final MaybeTwice maybe = new MaybeTwice();
  private final Set<String> kinds = new TreeSet<>();
  private final Set<String> sharedOnly = new TreeSet<>();
  private final Set<DepartmentCell> departments = new LinkedHashSet<>();
  private final Set<GroupName> groups = new LinkedHashSet<>();
  private final List<String> warnings = new ArrayList<>();
  private long moreWarnings;
  private int rows;
  private int photosFound;

  FirstPass(RosterInput input, PhotoFolder photos, FirstPassStore store) {
    this.input = input;
    this.photos = photos;
    this.store = store;
  }

  /**
   * What the roster holds as a whole.
   *
   * @param photosFound rows for which a photo file was found
   * @param departments every department named, each once; {@code groups} likewise
   */
  record Result(
      RosterShape shape,
      int rows,
      int photosFound,
      Set<DepartmentCell> departments,
      Set<GroupName> groups,
      List<String> warnings) {}

  Result run() {
    RosterShape shape = read(this::count);
    if (maybe.any()) {
      read(this::suspect);
      decide();
    }
    if (moreWarnings > 0) {
      warnings.add("and " + moreWarnings + " more warnings of this kind");
    }
    return new Result(shape, rows, photosFound, departments, groups, warnings);
  }

  private RosterShape read(BiConsumer<Row, Checked> each) {
    Checks checks = new Checks(input.settings());
    try (Roster roster = input.open()) {
      for (Row row = roster.next(); row != null; row = roster.next()) {
        each.accept(row, checks.check(row));
      }
      return roster.shape();
    }
  }

  private void count(Row row, Checked checked) {
    rows++;
    checked.warnings().forEach(warning -> warn("line " + row.ref().line() + ": " + warning));
    Person person = checked.person();
    if (person == null) {
      return;
    }
    if (person.department() != null) {
      departments.add(person.department());
    }
    groups.addAll(person.groups());
    for (Identity identity : Keys.identities(person)) {
      (identity.decides() ? kinds : sharedOnly).add(identity.kind());
      maybe.add(identity.kind(), identity.value());
    }
    PhotoChoice choice = PhotoChoice.of(person, photos);
    PhotoFile file = choice.file();
    if (file != null) {
      photosFound++;
      maybe.add(FILE, file.path());
      maybe.add(SIZE, String.valueOf(file.size()));
      if (choice.byNameOnly()) {
        maybe.add(NAME, Keys.name(person.name()));
      }
    }
  }

  private void suspect(Row row, Checked checked) {
    Person person = checked.person();
    if (person == null) {
      return;
    }
    for (Identity identity : Keys.identities(person)) {
      keep(row, identity.kind(), identity.value());
    }
    PhotoChoice choice = PhotoChoice.of(person, photos);
    PhotoFile file = choice.file();
    if (file == null) {
      return;
    }
    keep(row, FILE, file.path());
    if (choice.byNameOnly()) {
      keep(row, NAME, Keys.name(person.name()));
    }
    if (maybe.maybe(SIZE, String.valueOf(file.size()))) {
      SourceSha.of(file).ifPresent(sha -> store.add(suspectOf(row, CONTENT, sha)));
    }
  }

  private void keep(Row row, String kind, String value) {
    if (maybe.maybe(kind, value)) {
      store.add(suspectOf(row, kind, value));
    }
  }

  private static Suspect suspectOf(Row row, String kind, String value) {
    return new Suspect(kind, value, row.ref(), row.hash());
  }

  private void decide() {
    BitSet refused = new BitSet();
    for (String kind : kinds) {
      store.shared(kind, group -> duplicates(kind, group, refused));
    }
    for (String kind : sharedOnly) {
      store.shared(kind, group -> told(group, refused));
    }
    BitSet noPhoto = new BitSet();
    noPhoto.or(refused);
    store.shared(NAME, group -> group.forEach(s -> nameTwice(s, noPhoto)));
    BitSet ambiguous = new BitSet();
    ambiguous.or(noPhoto);
    store.shared(FILE, group -> claimedTwice(group, noPhoto, ambiguous));
    store.shared(CONTENT, group -> sameContent(group, ambiguous));
  }

  private void duplicates(String kind, List<Suspect> group, BitSet refused) {
    boolean equal = group.stream().map(Suspect::hash).distinct().count() == 1;
    for (Suspect s : equal ? group.subList(1, group.size()) : group) {
      String reason =
          equal
              ? "the same row as line " + group.get(0).row().line() + ", which goes on; remove it"
              : "lines " + lines(group) + " have the same " + kind + "; keep the right one";
      refuse(s, false, "DUPLICATE_IN_ROSTER", reason);
      refused.set(s.row().number());
    }
  }

  private void told(List<Suspect> group, BitSet refused) {
    List<Suspect> others = group.stream().filter(s -> !refused.get(s.row().number())).toList();
    if (others.size() > 1) {
      warn("lines " + lines(others) + " have the same mobile");
    }
  }

  private void nameTwice(Suspect s, BitSet noPhoto) {
    if (!noPhoto.get(s.row().number())) {
      refuse(
          s,
          true,
          "PHOTO_NOT_FOUND",
          "a file has this person's name, but the name occurs more than once in the roster; name the"
              + " file after the job number, or fill the photo column");
      noPhoto.set(s.row().number());
    }
  }

  private void claimedTwice(List<Suspect> group, BitSet noPhoto, BitSet ambiguous) {
    List<Suspect> claims = group.stream().filter(s -> !noPhoto.get(s.row().number())).toList();
    if (claims.size() < 2) {
      return;
    }
    for (Suspect s : claims) {
      refuse(
          s,
          true,
          "PHOTO_AMBIGUOUS",
          "lines " + lines(claims) + " claim the same photo file; each person needs their own");
      ambiguous.set(s.row().number());
    }
  }

  private void sameContent(List<Suspect> group, BitSet ambiguous) {
    List<Suspect> sharing = group.stream().filter(s -> !ambiguous.get(s.row().number())).toList();
    if (sharing.size() < 2) {
      return;
    }
    for (Suspect s : sharing) {
      refuse(
          s,
          true,
          "PHOTO_SHARED",
          "lines "
              + lines(sharing)
              + " have photo files of the very same content; each person"
              + " needs their own");
    }
  }

  private void refuse(Suspect s, boolean photo, String code, String reason) {
    store.refuse(new FirstPassStore.Refusal(s.row().number(), photo, code, reason));
  }

  private static String lines(List<Suspect> group) {
    String some =
        group.stream()
            .limit(10)
            .map(s -> String.valueOf(s.row().line()))
            .collect(Collectors.joining(", "));
    return group.size() > 10 ? some + " and " + (group.size() - 10) + " more" : some;
  }

  private void warn(String warning) {
    if (warnings.size() < MOST_WARNINGS) {
      warnings.add(warning);
    } else {
      moreWarnings++;
    }
  }
}
