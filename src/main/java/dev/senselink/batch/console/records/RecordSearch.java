package dev.senselink.batch.console.records;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A question who passed.
 *
 * @param id letters and digits
 * @param asked when, ISO 8601
 * @param exit what the shell would be told, negative while it was not
 * @param wrong what went wrong, in the language of whoever asked; {@code ""} for nothing
 * @param count how many records were found
 */
record RecordSearch(String id, String asked, Filter filter, int exit, String wrong, long count) {
  static final int OPEN = -1;

  /**
   * Which records are meant; {@code ""} for all.
   *
   * @param from the first day
   * @param to the last day
   * @param type staff, guest or stranger
   * @param device a serial number
   * @param person the id of the person
   * @param name what the name contains
   */
  record Filter(String from, String to, String type, String device, String person, String name) {
    private static final Pattern DAY = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})?");
    private static final Pattern TYPE = Pattern.compile("(staff|guest|stranger)?");
    private static final Pattern DEVICE = Pattern.compile("[\\p{L}\\p{N}_.:-]{0,64}");

    private static final Pattern PERSON = Pattern.compile("\\d{0,18}");
    private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}]{0,64}");

    /** A question that an older version kept has neither. */
    Filter {
      person = Objects.requireNonNullElse(person, "");
      name = Objects.requireNonNullElse(name, "");
    }

    static Filter everything() {
      return new Filter("", "", "", "", "", "");
    }

    /** Whether all of it can be what it says. */
    boolean isSound() {
      return DAY.matcher(from).matches()
          && DAY.matcher(to).matches()
          && TYPE.matcher(type).matches()
          && DEVICE.matcher(device).matches()
          && PERSON.matcher(person).matches()
          && NAME.matcher(name).matches();
    }

    /** What would be typed, into this file. */
    List<String> words(Path file) {
      List<String> words = new ArrayList<>(List.of("records", "export"));
      add(words, "--from=", from);
      add(words, "--to=", to);
      add(words, "--type=", type);
      add(words, "--device=", device);
      add(words, "--person=", person);
      add(words, "--name=", name);
      words.add("--output=" + file);
      return words;
    }

    private static void add(List<String> words, String option, String value) {
      if (!value.isEmpty()) {
        words.add(option + value);
      }
    }
  }

  static RecordSearch asked(String id, String when, Filter filter) {
    return new RecordSearch(id, when, filter, OPEN, "", 0);
  }

  RecordSearch ended(int code, String said, long found) {
    return new RecordSearch(id, asked, filter, code, said, found);
  }
}
