package dev.senselink.batch.console.imports;

import dev.senselink.batch.console.command.CommandProgress;
import dev.senselink.batch.console.imports.understood.ListReading;
import org.jspecify.annotations.Nullable;

/**
 * An import that somebody is at work on.
 *
 * @param id letters and digits
 * @param made when it was begun, ISO 8601
 * @param list the name of the uploaded list, {@code ""} while there is none
 * @param reading how the list is to be read
 * @param checked how the last check ended, {@link Said#NOTHING} where what it checked has changed
 * @param started how carrying it out ended where it was started, {@link Said#NOTHING} where not
 */
record ImportDraft(
    String id,
    boolean guests,
    String made,
    String list,
    Choices choices,
    ListReading reading,
    Said checked,
    Said started) {

  /**
   * One that was kept.
   *
   * @param reading none in what a console wrote that did not ask for it yet
   */
  ImportDraft(
      String id,
      boolean guests,
      String made,
      String list,
      Choices choices,
      @Nullable ListReading reading,
      Said checked,
      Said started) {
    this.id = id;
    this.guests = guests;
    this.made = made;
    this.list = list;
    this.choices = choices;
    this.reading = reading == null ? ListReading.RECOGNISED : reading;
    this.checked = checked;
    this.started = started;
  }

  /**
   * What a person may choose about an import; all else is as the program is set up.
   *
   * @param update whether people who are there already are changed
   * @param withoutPhoto whether staff without a photo are registered
   * @param createMissing whether departments and groups are made
   * @param groups for those that name none; {@code ""} for the default group
   * @param of whose list it is, {@code null} for nobody's
   * @param which of its rows are taken, {@code null} for all
   */
  record Choices(
      boolean update,
      boolean withoutPhoto,
      boolean createMissing,
      String groups,
      @Nullable ListChoice of,
      @Nullable RowSettings which) {
    /** Whose list it is. */
    ListChoice list() {
      return of == null ? ListChoice.NONE : of;
    }

    /** Which of its rows are taken. */
    RowSettings rows() {
      return which == null ? RowSettings.NONE : which;
    }

    /** The same for another list: no brake was eased for that. */
    Choices ofOtherList() {
      ListChoice eased = list();
      ListChoice usual =
          new ListChoice(
              eased.name(),
              eased.begun(),
              eased.part(),
              eased.leavers(),
              "",
              "",
              eased.keepGroup());
      return new Choices(
          update,
          withoutPhoto,
          createMissing,
          groups,
          of == null ? null : usual,
          which == null ? null : which.ofOtherList());
    }
  }

  /**
   * How a command ended.
   *
   * @param exit what the shell would be told, negative while it has not ended
   * @param words what went wrong, in the language of whoever started it; {@code ""} for nothing
   */
  record Said(int exit, String words) {
    static final Said NOTHING = new Said(-1, "");
    static final Said BEGUN = new Said(-2, "");

    /** Whether there is something to be said at all. */
    boolean exists() {
      return exit != NOTHING.exit();
    }

    boolean hasEnded() {
      return exit >= 0;
    }

    /** Whether it came to its end, whatever it found. */
    boolean succeeded() {
      return CommandProgress.succeeded(exit);
    }
  }

  static ImportDraft begun(String id, boolean guests, String made) {
    Choices usual = new Choices(guests, false, false, "", null, null);
    return new ImportDraft(
        id, guests, made, "", usual, ListReading.RECOGNISED, Said.NOTHING, Said.NOTHING);
  }

  /** The command that imports it, its words joined by {@code -}. */
  String command() {
    return guests ? "import-guests" : "import-users";
  }

  /** With another list; what was said of the one before counts no more. */
  ImportDraft of(String name) {
    return new ImportDraft(
        id,
        guests,
        made,
        name,
        choices.ofOtherList(),
        ListReading.RECOGNISED,
        Said.NOTHING,
        started);
  }

  /** With the same list, of others. */
  ImportDraft of(boolean visitors) {
    Choices usual = begun(id, visitors, made).choices();
    return new ImportDraft(
        id, visitors, made, list, usual, ListReading.RECOGNISED, Said.NOTHING, started);
  }

  /** What was checked counts no more. */
  ImportDraft unchecked() {
    return reading(reading);
  }

  ImportDraft reading(ListReading other) {
    return new ImportDraft(id, guests, made, list, choices, other, Said.NOTHING, started);
  }

  ImportDraft choosing(Choices other) {
    return new ImportDraft(id, guests, made, list, other, reading, Said.NOTHING, started);
  }

  ImportDraft checked(Said how) {
    return new ImportDraft(id, guests, made, list, choices, reading, how, started);
  }

  ImportDraft started(Said how) {
    return new ImportDraft(id, guests, made, list, choices, reading, checked, how);
  }
}
