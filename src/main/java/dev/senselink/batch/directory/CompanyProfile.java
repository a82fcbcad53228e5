package dev.senselink.batch.directory;

import dev.senselink.batch.api.WithRawJson;
import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.api.organisation.Company;
import dev.senselink.batch.api.organisation.OrganisationCalls;
import java.time.ZoneId;
import java.util.List;

/** The company the app key belongs to. */
public final class CompanyProfile {
  private final RetryingClient server;
  private final LicencePeriod licence;

  /**
   * @param zone in which the server prints times
   */
  public CompanyProfile(RetryingClient server, ZoneId zone) {
    this.server = server;
    this.licence = new LicencePeriod(zone);
  }

  /** The company as the server tells it. */
  public ServerReply<Company> company() {
    return ServerReply.one(
        new DirectoryQueries(server).ask(new WithRawJson<>(OrganisationCalls.company())));
  }

  /** The company as a table; the licence with how long it lasts by the server's clock. */
  public DisplayTable sheet(Company company) {
    return new DisplayTable(
        List.of(),
        List.of(
            DisplayTable.pair("id", company.id()),
            DisplayTable.pair("name", company.name()),
            DisplayTable.pair("contact", company.contact()),
            DisplayTable.pair("licensedFrom", company.validFrom()),
            DisplayTable.pair("licensedTo", company.validTo()),
            DisplayTable.pair("licence", licence.look(company, server.now()).found()),
            DisplayTable.pair("language", company.language())));
  }
}
