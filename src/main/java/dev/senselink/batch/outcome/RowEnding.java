package dev.senselink.batch.outcome;

/**
 * The closed list of ways a row can end. The names are those of {@code results.csv} and are a
 * promise: add, never rename.
 */
public enum RowEnding {
  CREATED(Group.CREATED),
  UPDATED(Group.UPDATED),
  /** Of an undo: whom the run had made is deleted. */
  REMOVED(Group.UPDATED),
  /** Of an undo: whom the run had deleted is made anew. */
  RESTORED(Group.UPDATED),
  UNCHANGED(Group.UNCHANGED),
  FORCED(Group.FORCED),
  SKIPPED_SIMILAR(Group.SKIPPED),
  SKIPPED_EXISTING(Group.SKIPPED),
  SKIPPED_OVER(Group.SKIPPED),
  /** A person has taken the row out of the list before it was imported. */
  SKIPPED_LEFT_OUT(Group.SKIPPED),
  /** The row itself says that its person has left. */
  SKIPPED_DEPARTED(Group.SKIPPED),
  /** The row itself says that its person's employment has not begun. */
  SKIPPED_NOT_BEGUN(Group.SKIPPED),
  /** The row is not of the part of the list that was asked for. */
  SKIPPED_FILTERED(Group.SKIPPED),
  REVIEW(Group.REVIEW),
  REJECTED_ROW(Group.REJECTED),
  REJECTED_PHOTO(Group.REJECTED),
  FAILED(Group.FAILED),
  NOT_ATTEMPTED(Group.NOT_ATTEMPTED),
  VALID(Group.VALID);

  /** The ten counts of {@code summary.json}; they add up to the rows. */
  public enum Group {
    CREATED("created"),
    UPDATED("updated"),
    UNCHANGED("unchanged"),
    FORCED("forced"),
    SKIPPED("skipped"),
    REVIEW("review"),
    REJECTED("rejected"),
    FAILED("failed"),
    NOT_ATTEMPTED("notAttempted"),
    VALID("valid");

    private final String key;

    Group(String key) {
      this.key = key;
    }

    /** The key in {@code summary.json}. */
    public String key() {
      return key;
    }
  }

  private final Group group;

  RowEnding(Group group) {
    this.group = group;
  }

  public Group group() {
    return group;
  }

  /** Whether a person has to look at the row: exit code 3. */
  public boolean needsAttention() {
    return group == Group.REVIEW
        || group == Group.REJECTED
        || group == Group.FAILED
        || group == Group.NOT_ATTEMPTED;
  }

  /** Whether the row belongs into {@code rejected.csv}: mend it there and import that file. */
  public boolean toBeMended() {
    return group == Group.REJECTED || group == Group.FAILED || group == Group.NOT_ATTEMPTED;
  }

  /** Whether a resumed run works the row again; every other ending is kept. */
  public boolean triedAgain() {
    return this == FAILED || this == NOT_ATTEMPTED;
  }
}
