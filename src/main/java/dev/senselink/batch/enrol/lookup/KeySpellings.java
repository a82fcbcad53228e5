package dev.senselink.batch.enrol.lookup;

import dev.senselink.batch.check.PersonKey;
import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * How the server may hold a key, as far as a filter can ask for it. Why: the manual does not say
 * how a filter compares, and one that compares letter by letter finds nobody by a spelling that is
 * only equal to us.
 *
 * <p>No filter can ask for all of them: a mobile may have its blanks and hyphens anywhere, a number
 * may be of full width, a mail of any mixture of cases. For those there is the snapshot, which
 * compares what {@link dev.senselink.batch.check.KeyRules} makes of both sides.
 */
final class KeySpellings {
  private static final int CHINESE_MOBILE = 11;

  private KeySpellings() {}

  /** The spellings to ask for, the likeliest first; never blank. */
  static Set<String> of(PersonKey key) {
    Set<String> all = new LinkedHashSet<>();
    String normal = plain(key);
    all.add(key.asRead());
    all.add(normal);
    switch (key.field()) {
      case MOBILE, MOBILE_AND_NAME -> {
        if (normal.length() == CHINESE_MOBILE) {
          all.addAll(List.of("86" + normal, "+86" + normal, "0086" + normal));
        }
      }
      case JOB_NUMBER, IC_NUMBER, MAIL -> cases(key.asRead(), normal, all);
      case NAME_AND_DEPARTMENT -> {}
    }
    all.removeIf(String::isBlank);
    return all;
  }

  private static void cases(String asRead, String normal, Set<String> all) {
    all.add(Normalizer.normalize(asRead, Normalizer.Form.NFKC).strip());
    all.add(normal.toUpperCase(Locale.ROOT));
    all.add(normal.substring(0, 1).toUpperCase(Locale.ROOT) + normal.substring(1));
  }

  /** The value of a key, without what else makes it up. */
  static String plain(PersonKey key) {
    return key.value().split("\n", 2)[0];
  }
}
