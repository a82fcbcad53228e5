package dev.senselink.batch.fleet.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.job.ListPart;
import dev.senselink.batch.roster.RowLines;
import org.junit.jupiter.api.Test;

/** What is typed to work a site of a fleet again. */
class SiteAgainTest {
  /** A plan made anew is of all sites: with the photos of one it would be everybody else's, too. */
  @Test
  void a_folder_with_the_name_of_each_site_in_it_stays_one() {
    String plans = "fleet import f.yml --photos='p/{site}' --plan plans";
    SiteAgain again = new SiteAgain("fleet apply f.yml plans --site={site}", plans);

    ListPart part = again.part(RowLines.of(3), "A");

    assertThat(part.again()).isEqualTo("fleet apply f.yml plans --site=A");
    assertThat(part.anew()).isEqualTo(plans);
  }
}
