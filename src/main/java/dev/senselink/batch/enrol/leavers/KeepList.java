package dev.senselink.batch.enrol.leavers;

import static dev.senselink.batch.enrol.row.EnrolmentMessages.words;

import dev.senselink.batch.check.KeyField;
import dev.senselink.batch.check.KeyRules;
import dev.senselink.batch.enrol.context.EnrolmentContext;
import dev.senselink.batch.ledger.KnownPeopleStore;
import dev.senselink.batch.ledger.KnownPerson;
import dev.senselink.batch.roster.cell.IdText;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Whom a user wants to keep whatever a list says, by any key or id as the server lists them. */
final class KeepList {
  private final EnrolmentContext context;
  private final KnownPeopleStore known;

  KeepList(EnrolmentContext context) {
    this.context = context;
    this.known = context.ledger().known();
  }

  /** Their ids; a line that means nobody is told. */
  Set<Long> of(List<String> lines) {
    Set<Long> kept = new HashSet<>();
    for (String line : lines) {
      List<Long> hits = ids(line);
      if (hits.isEmpty()) {
        context.warn().accept(words("leaver.keepsNobody", line));
      }
      kept.addAll(hits);
    }
    return kept;
  }

  private List<Long> ids(String line) {
    Long id = IdText.marked(line);
    Stream<KnownPerson> people =
        id != null
            ? known.byId(id).stream()
            : KeyRules.USER_KEYS.stream()
                .flatMap(field -> withKey(field, KeyRules.normal(field, line)));
    return people.map(KnownPerson::id).toList();
  }

  private Stream<KnownPerson> withKey(KeyField field, String normal) {
    if (normal.isEmpty()) {
      return Stream.empty();
    }
    return switch (field) {
      case JOB_NUMBER -> known.byJobNumber(normal).stream();
      case MOBILE -> known.byMobile(normal).stream();
      case IC_NUMBER -> known.byIcNumber(normal).stream();
      case MAIL -> known.byMail(normal).stream();
      case MOBILE_AND_NAME, NAME_AND_DEPARTMENT -> Stream.empty();
    };
  }
}
