package dev.senselink.batch.directory;

import dev.senselink.batch.api.Verbatim;
import dev.senselink.batch.api.client.Server;
import dev.senselink.batch.api.organisation.Company;
import dev.senselink.batch.api.organisation.GetCompany;
import java.time.ZoneId;
import java.util.List;

/** The company the app key belongs to. */
public final class Owner {
  private final Server server;
  private final Licence licence;

  /**
   * @param zone in which the server prints times
   */
  public Owner(Server server, ZoneId zone) {
    this.server = server;
    this.licence = new Licence(zone);
  }

  /** The company as the server tells it. */
  public Told<Company> company() {
    return Told.one(new Replies(server).ask(new Verbatim<>(new GetCompany())));
  }

  /** The company as a table; the licence with how long it lasts by the server's clock. */
  public Sheet sheet(Company company) {
    return new Sheet(
        List.of(),
        List.of(
            Sheet.pair("id", company.id()),
            Sheet.pair("name", company.name()),
            Sheet.pair("contact", company.contact()),
            Sheet.pair("licensedFrom", company.validFrom()),
            Sheet.pair("licensedTo", company.validTo()),
            Sheet.pair("licence", licence.look(company, server.now()).found()),
            Sheet.pair("language", company.language())));
  }
}
