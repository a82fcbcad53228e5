package dev.senselink.batch.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Invariant 5: what was told to be done is held by the server, but for what the code names. */
final class FieldsHeld implements Invariant {
  private static final Set<String> EXCUSED =
      Set.of("STORED_DIFFERENTLY", "GENDER_NOT_UPDATABLE", "APPEARED_MEANWHILE");

  @Override
  public List<String> check(PlayedHistory played) {
    List<String> wrong = new ArrayList<>();
    for (PlayedLife.Stage stage : List.of(PlayedLife.Stage.STORMY, PlayedLife.Stage.RESOLVE)) {
      PlayedLife end = played.end(stage);
      if (end != null) {
        told(played, end, wrong);
      }
    }
    return wrong;
  }

  private static void told(PlayedHistory played, PlayedLife end, List<String> wrong) {
    for (ToldRow told : end.rows()) {
      if (told.is("CREATED", "UPDATED", "UNCHANGED") && !EXCUSED.contains(told.code())) {
        check(played, told, end, wrong);
      }
    }
  }

  private static void check(
      PlayedHistory played, ToldRow told, PlayedLife end, List<String> wrong) {
    SimRow row = played.history.row(told.row());
    PersonState now = played.world.people.at(told.person(), end.endedAt());
    if (now == null) {
      if (!played.touched(told.person())) {
        wrong.add("5: row " + told.row() + " tells " + told.ended() + " of nobody");
      }
      return;
    }
    if (told.is("CREATED") && row.hasPhoto() && now.photo() != null && !now.faceKnown()) {
      wrong.add("5: row " + told.row() + " tells CREATED, but no door knows the face");
    }
    for (var wish : played.wishes.of(row).entrySet()) {
      String field = wish.getKey();
      boolean held = played.wishes.holds(now, field, wish.getValue());
      boolean cannot = field.equals("gender") && !told.is("CREATED");
      if (!held && !cannot && !writtenByOthers(played, told.person(), field)) {
        wrong.add(
            "5: row "
                + told.row()
                + " tells "
                + told.ended()
                + ", but "
                + field
                + " is '"
                + now.of(field)
                + "', not '"
                + wish.getValue()
                + "'");
      }
    }
  }

  private static boolean writtenByOthers(PlayedHistory played, long person, String field) {
    for (PersonChange change : played.world.people.of(person)) {
      PersonState before = change.before();
      PersonState after = change.after();
      boolean edited = before != null && after != null && after.differsFrom(before).contains(field);
      if (edited && !change.by().isOurs()) {
        return true;
      }
    }
    return false;
  }
}
