package dev.senselink.batch.console;

import dev.senselink.batch.cli.CommandsOfConsole;
import dev.senselink.batch.fixture.Portraits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * An office whose list is as lists are: a department that has another name on the server, a date
 * that is none, one number twice, a photo on its side and one that is missing, somebody who looks
 * like another and somebody whose number another has, and two of last month's list who have left.
 */
final class MessyOffice {
  /** In which lines what is wrong. */
  static final int DEPARTMENT = 2;

  static final int DATE = 4;
  static final int TWICE = 5;
  static final int ASLEEP = 6;
  static final int NO_PHOTO = 7;

  static final String LOOKS_LIKE_ANOTHER = "Mar\u00eda Gonz\u00e1lez Fern\u00e1ndez";
  static final String HAS_ANOTHERS_NUMBER = "\u738b\u4f1f";

  /** Whom the list makes once it is corrected: name, number, position, groups. */
  static final List<String> NEW =
      List.of(
          "Bea Moreau B1 Support [1]",
          "Bob Silva B2 - [1]",
          "Ben Novak B3 - [1]",
          "\u0639\u0627\u0626\u0634\u0629 \u0639\u0628\u062f \u0627\u0644\u0644\u0647 B5 - [1]",
          "Cleo Marsh B6 - [1]");

  /** What comes of the two about whom a person decides, and who is another then. */
  static final String[] DECIDED = {
    LOOKS_LIKE_ANOTHER + " F1 - [1]", HAS_ANOTHERS_NUMBER + " N1 Head of sales [1]"
  };

  static final String HAD_THE_NUMBER = "Li Wei N1 - [1]";

  private static final List<String> STAFF =
      List.of("Ana Lee", "Bo Chen", "Cy Ng", "Dina Weiss", "Emre Kaya", "Fay Owusu", "Gus", "Ida");

  private static final int LEAVE = 2;

  private final Path folder;

  MessyOffice(Path folder) {
    this.folder = folder;
  }

  /** How a console is opened that knows no server yet, and whose computer no face networks. */
  PracticeConsole.Opening withoutServer(Path... jobsAndInbox) {
    return (data, commands) ->
        OpenConsole.on(
            jobsAndInbox.length == 0
                ? new ConsoleSettings(data, 0)
                : new ConsoleSettings(data, 0, jobsAndInbox[0], jobsAndInbox[1]),
            CommandsOfConsole.with(
                List.of("--data=" + data),
                Map.of("HOME", folder.resolve("home").toString(), "SENSELINK_FACE_CHECK", "off")));
  }

  /** Two whom others have made, and last month's list, which a command has imported. */
  void lastMonth(ConsoleStory story) throws IOException {
    story.typed(0, "department", "create", "Sales Dept");
    var server = story.server();
    server.addPerson(1, Map.of("name", "Maria Gonzalez", "groups", "1"), Portraits.person(31, 500));
    server.addPerson(
        1, Map.of("name", "Li Wei", "jobNumber", "N1", "groups", "1"), Portraits.person(32, 500));
    StringBuilder list = new StringBuilder("name,jobNumber\n");
    for (int n = 0; n < STAFF.size(); n++) {
      photo("E" + n, Portraits.person(n, 500));
      list.append(STAFF.get(n)).append(",E").append(n).append('\n');
    }
    story.typed(
        0,
        "import",
        "users",
        Files.writeString(folder.resolve("photos/last-month.csv"), list).toString(),
        "--list=All staff",
        "--new-list",
        "--report=" + folder.resolve("report"),
        "--json");
  }

  /** Who is still on the list of last month. */
  static Stream<String> stay() {
    return STAFF.stream().limit(STAFF.size() - LEAVE);
  }

  /** Who is not. */
  static Stream<String> left() {
    return STAFF.stream().skip(STAFF.size() - LEAVE);
  }

  /** This month's list. */
  Path list() throws IOException {
    StringBuilder list = new StringBuilder("name,jobNumber,department,birthday,Team\n");
    list.append("Bea Moreau,B1,Sales,,Support\nBob Silva,B2,Sales,,\n")
        .append("Ben Novak,B3,,31/02/1990,\nAna Lee again,E0,,,\n")
        .append(
            "\u0639\u0627\u0626\u0634\u0629 \u0639\u0628\u062f \u0627\u0644\u0644\u0647,B5,,,\n")
        .append("Cleo Marsh,B6,,,\n")
        .append(LOOKS_LIKE_ANOTHER + ",F1,,,\n" + HAS_ANOTHERS_NUMBER + ",N1,,,Head of sales\n");
    int n = 0;
    for (String one : stay().toList()) {
      list.append(one).append(",E").append(n++).append(",,,\n");
    }
    return Files.writeString(folder.resolve("staff.csv"), list);
  }

  /** Its photos. */
  Path[] photos() throws IOException {
    return Stream.concat(
            IntStream.range(0, STAFF.size() - LEAVE)
                .mapToObj(n -> folder.resolve("photos/E" + n + ".jpg")),
            Stream.of(
                photo("B1", Portraits.person(21, 500)),
                photo("B2", Portraits.person(22, 500)),
                photo("B3", Portraits.person(23, 500)),
                photo("B5", Portraits.turned(25, 500, 1)),
                photo("F1", Portraits.person(31, 700)),
                photo("N1", Portraits.person(33, 500))))
        .toArray(Path[]::new);
  }

  /** The one that was missing. */
  Path missingPhoto() {
    return photo("other", Portraits.person(26, 500));
  }

  private Path photo(String key, byte[] jpeg) {
    try {
      Path photos = Files.createDirectories(folder.resolve("photos"));
      return Files.write(photos.resolve(key + ".jpg"), jpeg);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
