package dev.senselink.batch.simulation;

import java.util.ArrayList;
import java.util.List;

/**
 * Invariant 4 where the server takes one of the two spellings only: what an update lost of somebody
 * by the other one, it has brought back, unless its row is told so.
 */
final class LearntSpelling implements Invariant {
  @Override
  public List<String> check(PlayedHistory played) {
    List<String> wrong = new ArrayList<>();
    PlayedLife end = played.end(PlayedLife.Stage.STORMY);
    boolean once =
        played.lives.stream().filter(l -> l.stage() == PlayedLife.Stage.STORMY).count() == 1;
    if (end == null || !once || played.history.task().guests()) {
      return wrong; // who dies between the two updates never learns of it
    }
    for (ToldRow told : end.rows()) {
      PersonState now = played.world.people.at(told.person(), end.endedAt());
      if (told.is("UPDATED") && told.code().isEmpty() && now != null) {
        check(played, told, now, wrong);
      }
    }
    return wrong;
  }

  private static void check(
      PlayedHistory played, ToldRow told, PersonState now, List<String> wrong) {
    List<PersonState> others = new ArrayList<>();
    for (PersonChange change : played.world.people.of(told.person())) {
      PersonState after = change.after();
      if (!change.by().isOurs() && after != null) {
        others.add(after);
      }
    }
    for (String field : FieldsKept.OF_TWO_SPELLINGS) {
      boolean asked = played.wishes.of(played.history.row(told.row())).containsKey(field);
      boolean kept = others.stream().anyMatch(one -> value(one, field).equals(value(now, field)));
      if (!asked && !others.isEmpty() && !kept) {
        wrong.add(
            "4: row "
                + told.row()
                + " tells UPDATED, and "
                + field
                + ", which nobody asked to change, is '"
                + now.of(field)
                + "'");
      }
    }
  }

  private static String value(PersonState person, String field) {
    String value = person.of(field);
    return field.equals("departmentId") && value.equals("0") ? "" : value;
  }
}
