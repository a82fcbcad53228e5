package dev.senselink.batch.samples;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.senselink.batch.fixture.Portraits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Seven drawn people, all good: the demo's world. */
final class FirstSample {
  /** The number {@link Portraits} draws the first of them by; the others follow. */
  static final int FIRST_PORTRAIT = 101;

  private static final List<String> ROSTER =
      List.of(
          "name,jobNumber,gender,mobile,mail,position,birthday,groups",
          "Mia Lindt,1001,F,13800000101,mia.lindt@example.com,Receptionist,1990-03-14,默认组",
          "Tom Okafor,1002,M,13800000102,tom.okafor@example.com,Electrician,1985-11-02,",
          "Ana Sousa,1003,F,13800000103,ana.sousa@example.com,Accountant,1993-07-21,",
          "Ravi Menon,1004,M,13800000104,ravi.menon@example.com,Engineer,1979-01-30,默认组",
          "Li Na,1005,F,13800000105,li.na@example.com,Engineer,1998-09-09,",
          "Jonas Berg,1006,M,13800000106,,Cook,1988-05-17,",
          "\"O'Neill, Sean\",1007,M,13800000107,sean.oneill@example.com,Guard,1970-12-24,");

  private FirstSample() {}

  static void write(Path folder) throws IOException {
    World world = new World(folder).roster(UTF_8, ROSTER);
    for (int i = 1; i < ROSTER.size(); i++) {
      byte[] portrait = Portraits.person(FIRST_PORTRAIT + i - 1, World.SIDE);
      world.photo("100" + i + ".jpg", portrait);
    }
  }
}
