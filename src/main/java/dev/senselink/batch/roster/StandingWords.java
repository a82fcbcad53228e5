package dev.senselink.batch.roster;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The words by which personnel systems say whether somebody is employed; whole cells, folded. */
final class StandingWords {
  private static final Pattern NOT_SAID = Pattern.compile("[\\s\\p{Z}\\p{Cf}_-]+");

  private static final Set<String> LEFT =
      folded("离职,已离职,Terminated,Resigned,Left,Dismissed,Deceased,Inactive");

  private static final Set<String> EMPLOYED =
      folded(
          "在职,在岗,正式,正式员工,试用,试用期,待离职,离职中,待入职,停薪留职,休假,产假,返聘,实习,实习生,全职,兼职,"
              + "劳务,外包,Active,On Leave,Leave,Leave of Absence,Leave with pay,Leave without pay,"
              + "Notice,Notice Period,Probation,Suspended,Employed,Full-time,Part-time,Permanent,"
              + "Temporary,Contractor,Intern,Regular");

  private StandingWords() {}

  /** Full-width forms, case, blanks, {@code _} and {@code -} do not count. */
  static String fold(String text) {
    String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    return NOT_SAID.matcher(plain).replaceAll("");
  }

  static boolean meansLeft(String folded) {
    return LEFT.contains(folded);
  }

  static boolean meansEmployed(String folded) {
    return EMPLOYED.contains(folded);
  }

  private static Set<String> folded(String words) {
    return Stream.of(words.split(",", -1))
        .map(StandingWords::fold)
        .collect(Collectors.toUnmodifiableSet());
  }
}
