package dev.senselink.batch.console.imports;

import dev.senselink.batch.language.DisplayLanguage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An import in the words of the command line. Every path is one of this console's own making, and
 * what a person has written stands behind an equals sign: it can be no other option.
 */
final class ImportCommands {
  /** What is of no list but this one; nor is a brake eased for those that nobody has looked at. */
  private static final Set<String> OF_THIS_LIST =
      Set.of("photos", "new-list", "max-leavers", "max-shrink", "accept-keys");

  private final ImportDrafts drafts;
  private final Path reports;

  /**
   * @param reports where the reports of imports lie: they stay when the uploads go
   */
  ImportCommands(ImportDrafts drafts, Path reports) {
    this.drafts = drafts;
    this.reports = reports;
  }

  /** Checks an import with what is corrected by now, and writes down what it would do. */
  List<String> check(ImportDraft draft) throws IOException {
    List<String> words = asItIs(draft);
    Path corrections = drafts.corrections(draft);
    if (Files.exists(corrections) && Files.size(corrections) > 0) {
      words.add("--corrections=" + corrections);
    }
    words.add("--plan=" + drafts.plan(draft));
    return here(words, drafts.check(draft));
  }

  /** An import without what is corrected in its list: so much tells how the list is read. */
  List<String> asItIs(ImportDraft draft) {
    List<String> words = new ArrayList<>();
    words.addAll(List.of("import", draft.guests() ? "guests" : "users"));
    words.add(drafts.list(draft).toString());
    words.addAll(draft.reading().words());
    Path photos = drafts.photosOf(draft);
    if (photos != null) {
      words.add("--photos=" + photos);
    }
    ImportDraft.Choices choices = draft.choices();
    words.add("--on-existing=" + (choices.update() ? "update" : "skip"));
    words.addAll(choices(draft));
    words.addAll(choices.rows().typed(draft.guests()));
    if (!draft.guests()) {
      words.addAll(choices.list().typed());
    }
    return words;
  }

  /**
   * What of an import holds for other lists too, by the long names of options.
   *
   * @param draft whose choices they are
   */
  Map<String, String> settings(ImportDraft draft) {
    Map<String, String> settings = new LinkedHashMap<>();
    for (String word : asItIs(draft)) {
      String[] option = word.replaceFirst("^--", "").split("=", 2);
      if (word.startsWith("--") && !OF_THIS_LIST.contains(option[0])) {
        String value = option.length == 1 ? "true" : option[1];
        settings.merge(option[0], value, (one, other) -> one + "," + other);
      }
    }
    if (ListChoice.DELETE.equals(settings.get("leavers"))) {
      settings.put("yes", "true"); // nobody can be asked by a job; whoever starts it has seen whom
    }
    return settings;
  }

  private static List<String> choices(ImportDraft draft) {
    ImportDraft.Choices choices = draft.choices();
    List<String> words = new ArrayList<>();
    if (choices.withoutPhoto() && !draft.guests()) {
      words.add("--allow-no-photo");
    }
    if (choices.createMissing()) {
      words.add("--create-missing");
    }
    if (!choices.groups().isEmpty()) {
      words.add("--groups=" + choices.groups());
    }
    return words;
  }

  /**
   * Does what was shown, and nothing else.
   *
   * @param meant whether somebody has said how many people lose their groups or are deleted
   */
  List<String> carryOut(ImportDraft draft, boolean meant) {
    List<String> words = new ArrayList<>(List.of("apply", drafts.plan(draft).toString()));
    if (meant) {
      words.add("--yes");
    }
    return here(words, reports.resolve(draft.id()));
  }

  private static List<String> here(List<String> words, Path report) {
    List<String> all = new ArrayList<>(words);
    all.add("--report=" + report);
    all.add("--json");
    all.add("--no-progress");
    all.add("--lang=" + DisplayLanguage.language().getLanguage());
    return all;
  }
}
