package dev.senselink.batch.samples;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.senselink.batch.fixture.Portraits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A front desk's list of visitors to the people of {@link FirstSample}: the first four are good,
 * the others say in their names what is wrong with them.
 */
final class VisitorsSample {
  private static final int FIRST_PORTRAIT = 401;

  private static final List<String> ROSTER =
      List.of(
          "Visitor name,Mobile,ID card,Host,From,To,Note",
          "Ines Prado,13900000401,X1000401,1001,2026-01-05 09:00,2099-01-05 18:00,interview",
          "Oskar Lind,13900000402,,Li Na,2026/1/5,2099/1/6,",
          "Amina Diallo,13900000403,X1000403,13800000104,2026-01-05 08:30,2099-01-09 17:30,",
          "陈静,13900000404,X1000404,1003,2026年1月5日 9:00,2099年1月5日 18:00,送货",
          "Visit Over,13900000405,X1000405,1002,2026-01-05 09:00,2026-01-05 18:00,",
          "Unknown Host,13900000406,X1000406,Nobody Here,2026-01-05 09:00,2099-01-05 18:00,",
          "Missing Window,13900000407,X1000407,1002,2026-01-05 09:00,,",
          "Ends First,13900000408,X1000408,1002,2026-01-05 09:00,2026-01-05 08:00,",
          "Without Photo,13900000409,X1000409,1002,2026-01-05 09:00,2099-01-05 18:00,");

  private VisitorsSample() {}

  static void write(Path folder) throws IOException {
    World world = new World(folder).roster(UTF_8, ROSTER);
    for (int i = 1; i < ROSTER.size() - 1; i++) {
      byte[] portrait = Portraits.person(FIRST_PORTRAIT + i - 1, World.SIDE);
      world.photo("1390000040" + i + ".jpg", portrait);
    }
  }
}
