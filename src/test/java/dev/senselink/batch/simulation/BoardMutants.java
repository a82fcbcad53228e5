package dev.senselink.batch.simulation;

import java.util.List;

/** The protections of the board of a fleet's sites, each switched off by a patch of the source. */
final class BoardMutants {
  private static final String WORK = "ledger/sites/WorkBoard.java";
  private static final String SITES = "ledger/sites/SiteBoard.java";
  private static final String FLEETS = "ledger/sites/FleetBoard.java";
  private static final String DESK = "fleet/broker/ErrandDesk.java";

  /** One of each kind: guard, lease, attach, window. Played with every build. */
  static final List<ProgramMutant> QUICK =
      List.of(
          ProgramMutant.of(
              "guard: what has begun is begun",
              WORK,
              "                + SiteBoard.FREE\n                + \" RETURNING ORDERED\"",
              "                + \"STATE IN ('GIVEN', 'WORKED')\"\n"
                  + "                + \" RETURNING ORDERED\""),
          ProgramMutant.of(
              "lease: whoever is silent for two seconds is gone",
              SITES,
              "INTERVAL '20 s'",
              "INTERVAL '2 s'"),
          ProgramMutant.of(
              "attach: what has ended is given out anew",
              DESK,
              "if (end.code() == SiteState.DONE || end.code() == SiteState.ATTENTION) {",
              "if (end.code() < SiteState.DONE) {"),
          ProgramMutant.of(
              "window: it binds nobody who begins",
              WORK,
              "AND EXPIRES > clock_timestamp() AND NOT \"\n                + SiteBoard.CLOSED\n"
                  + "                + \" AND \"",
              "AND EXPIRES > clock_timestamp() AND \""));

  static final List<ProgramMutant> OTHERS =
      List.of(
          ProgramMutant.of(
              "guard: what is to stop is begun",
              WORK,
              "AND STOP IS NULL AND EXPIRES",
              "AND EXPIRES"),
          ProgramMutant.of(
              "guard: whose time is over is begun",
              WORK,
              "AND EXPIRES > clock_timestamp() AND NOT",
              "AND NOT"),
          ProgramMutant.of(
              "guard: a message of what has ended counts",
              WORK,
              "found.state() != State.ENDED && ",
              ""),
          ProgramMutant.of(
              "lease: nobody is ever gone", SITES, "INTERVAL '20 s'", "INTERVAL '20 years'"),
          ProgramMutant.of(
              "attach: how sites ended goes with the manager",
              FLEETS,
              "\"UPDATE FLEET_SITE SET STATE = 'BACK' WHERE RUN = ? AND STATE = 'GIVEN'\", run",
              "\"DELETE FROM FLEET_SITE WHERE RUN = ? AND STATE <> 'WORKED'\", run"),
          ProgramMutant.of(
              "attach: who is lost after its time is waited for",
              SITES,
              "if (free && expired) {",
              "if (state == State.GIVEN && expired) {"),
          ProgramMutant.of(
              "window: it binds nobody who is at work",
              WORK,
              "            + SiteBoard.CLOSED\n            + \" THEN ? ELSE '' END)\"",
              "            + \"LENGTH(?) < 0 THEN 'closed' ELSE '' END)\""),
          ProgramMutant.of(
              "another run: what nobody has begun of the first is begun",
              FLEETS,
              "\"UPDATE FLEET_SITE SET STATE = 'BACK' WHERE FLEET = ? AND RUN <> ?\"",
              "\"UPDATE FLEET_SITE SET STATE = 'BACK' WHERE FLEET = ? AND RUN = ?\""),
          ProgramMutant.of(
              "another run: whoever is at a site of the first goes on",
              FLEETS,
              "\"UPDATE FLEET_SITE SET STOP = ? WHERE FLEET = ? AND RUN <> ? AND STATE = 'WORKED'\"",
              "\"UPDATE FLEET_SITE SET STOP = ? WHERE FLEET = ? AND RUN = ? AND STATE = 'BACK'\""),
          ProgramMutant.of(
              "lists: one outlives the end of its site",
              WORK,
              "          if (own[0]) {\n            files.remove(",
              "          if (own[0] && how.isEmpty()) {\n            files.remove("),
          ProgramMutant.of(
              "lists: one outlives a site that is taken back",
              SITES,
              "          if (free[0]) {\n            files.remove(",
              "          if (free[0] && site.isEmpty()) {\n            files.remove("));

  private BoardMutants() {}
}
