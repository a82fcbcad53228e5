package dev.senselink.batch.job.undo;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.client.RetryAttempts;
import dev.senselink.batch.api.organisation.DepartmentNode;
import dev.senselink.batch.api.organisation.OrganisationCalls;
import dev.senselink.batch.job.ImportSettings;
import dev.senselink.batch.job.StoppedException;
import dev.senselink.batch.job.run.PeopleLookupStrategy;
import dev.senselink.batch.job.run.RunResources;
import dev.senselink.batch.job.run.ServerPreflight;
import dev.senselink.batch.language.DisplayLanguage;
import dev.senselink.batch.ledger.Run;
import dev.senselink.batch.ledger.UnrestoredItem;
import dev.senselink.batch.roster.cell.DepartmentCell;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Deletes the departments that a run has made and in which nobody is any more, those below others
 * first; its groups stay, since no request deletes one.
 */
final class PlacesUndo {
  /** How a run notes what it has made: with what was nearest to it before. */
  private static final Pattern NEAREST = Pattern.compile(" \\(nearest before: .*\\)$");

  private final RunResources r;
  private final Run target;
  private final List<UnrestoredItem> left = new ArrayList<>();

  PlacesUndo(RunResources resources, Run target) {
    this.r = resources;
    this.target = target;
  }

  /** What stays, with the reason. */
  List<UnrestoredItem> left() {
    return List.copyOf(left);
  }

  /** The groups that the run has made, which stay; empty where there are none. */
  static Optional<UnrestoredItem> groups(Run target) {
    List<String> groups = target.createdGroups().stream().map(PlacesUndo::plain).toList();
    return groups.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new UnrestoredItem(
                "group", groups.size(), words("undo.groupsStay", DisplayLanguage.list(groups))));
  }

  /** The path of a department as the run has noted it. */
  static List<String> path(String made) {
    return DepartmentCell.parse(plain(made)).path();
  }

  /**
   * Does so.
   *
   * @param departments those that are to go, as the run has noted them
   */
  void run(List<String> departments) {
    left.clear();
    groups(target).ifPresent(left::add);
    if (departments.isEmpty()) {
      return;
    }
    r.progress().waiting(words("undo.departments"));
    // Who is where now, after all that was put back.
    new PeopleLookupStrategy(r)
        .lookUpEach(ImportSettings.Lookup.LIST, target.id(), target.rosterRows());
    for (int at = departments.size() - 1; at >= 0; at--) {
      remove(plain(departments.get(at)));
      if (r.server().stopCause() != null) {
        return;
      }
    }
  }

  private static String plain(String made) {
    return NEAREST.matcher(made).replaceFirst("");
  }

  private void remove(String path) {
    RetryAttempts tries = r.server().attempts();
    while (true) {
      Optional<DepartmentNode> there = find(DepartmentCell.parse(path).path());
      if (there.isEmpty()) {
        return; // done, or gone already
      }
      DepartmentNode node = there.get();
      if (!node.children().isEmpty()) {
        stays(words("undo.department.children", path));
        return;
      }
      if (r.ledger().known().inDepartment(node.id()) > 0) {
        stays(words("undo.department.people", path));
        return;
      }
      Reply<Long> reply = r.server().once(OrganisationCalls.deleteDepartment(node.id()));
      if (reply instanceof Reply.Answer) {
        return;
      }
      if (reply instanceof Reply.Refusal<Long> refusal) {
        stays(words("undo.department.refused", path, refusal.words()));
        return;
      }
      if (!tries.again(reply)) {
        throw new StoppedException(words("undo.department.unclear", path, reply.words()));
      }
    }
  }

  private void stays(String why) {
    left.add(new UnrestoredItem("department", 1, why));
  }

  private Optional<DepartmentNode> find(List<String> path) {
    DepartmentNode node =
        ServerPreflight.need(
            r.server(),
            r.server().ask(OrganisationCalls.departments()),
            words("asked.departments"));
    for (String name : path) {
      Optional<DepartmentNode> child =
          node.children().stream().filter(one -> one.name().equals(name)).findFirst();
      if (child.isEmpty()) {
        return Optional.empty();
      }
      node = child.get();
    }
    return Optional.of(node);
  }
}
