package dev.senselink.batch.simulation;

import java.util.ArrayList;
import java.util.List;

/** All that must hold. */
final class Invariants {
  static final List<Invariant> ALL =
      List.of(
          new OutcomeSums(),
          new PeopleMade(),
          new FieldsKept(),
          new LearntSpelling(),
          new FieldsHeld(),
          new PeopleThere(),
          new DeletedPeople(),
          new ZonesKept(),
          new UndoneBetween(),
          new StallWatch(),
          new IntentOnDisk(),
          new UntouchedRows(),
          new QuietEnd(),
          new PhotosKept(),
          new PeopleRestored(),
          new BackupsTrue(),
          new LeaversTaken(),
          new LeaversDeleted(),
          new LeftSinceBackup(),
          new StoredOtherwise(),
          new WrongSite(),
          new DepartedLeft(),
          new AsPlanned(),
          new ForgottenPeople());

  private Invariants() {}

  /** Everything that does not hold in a history that was undone in the end. */
  static List<String> undone(PlayedHistory played) {
    List<String> wrong = new ArrayList<>();
    List.of(new UndoneWhole(), new StallWatch(), new IntentOnDisk())
        .forEach(one -> wrong.addAll(one.check(played)));
    return wrong;
  }

  /** Everything that does not hold in a played history. */
  static List<String> broken(PlayedHistory played) {
    List<String> wrong = new ArrayList<>();
    ALL.forEach(one -> wrong.addAll(one.check(played)));
    return wrong;
  }
}
