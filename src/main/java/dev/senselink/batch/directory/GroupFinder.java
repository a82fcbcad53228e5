package dev.senselink.batch.directory;

import static dev.senselink.batch.directory.DirectoryMessages.words;

import dev.senselink.batch.api.organisation.Group;
import dev.senselink.batch.api.people.GroupReference;
import dev.senselink.batch.language.DisplayLanguage;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which group is meant: one of that name, else of that id; {@code #226} is always an id. A
 * backslash makes a leading {@code #} a part of the name, as in rosters.
 */
final class GroupFinder {
  private static final Pattern ID = Pattern.compile("[0-9]{1,18}");

  private final List<Group> groups;

  GroupFinder(List<Group> groups) {
    this.groups = List.copyOf(groups);
  }

  /**
   * The group of either type that is meant.
   *
   * @throws DirectoryException if it is none or several
   */
  Group find(String text) {
    return find(text, groups);
  }

  /**
   * The ids of groups of one type.
   *
   * @throws DirectoryException if one of them is none, several or of the other type
   */
  List<Long> ids(List<String> texts, int type) {
    List<Group> ours = groups.stream().filter(group -> group.type() == type).toList();
    Set<Long> ids = new LinkedHashSet<>();
    texts.forEach(text -> ids.add(find(text, ours).id()));
    return List.copyOf(ids);
  }

  /** The type of a group that may not say it itself; 0 if nobody does. */
  int type(GroupReference named) {
    return named.type() != 0 ? named.type() : byId(named.id(), groups).map(Group::type).orElse(0);
  }

  private static Group find(String text, List<Group> among) {
    Long marked = text.startsWith("#") ? id(text.substring(1)) : null;
    if (marked != null) {
      return byId(marked, among).orElseThrow(() -> notThere(marked));
    }
    String name = text.startsWith("\\#") ? text.substring(1) : text;
    List<Group> named = among.stream().filter(group -> group.name().equals(name)).toList();
    if (named.size() > 1) {
      throw DirectoryException.unfit(words("group.several", text, list(named)));
    }
    if (named.size() == 1) {
      return named.get(0);
    }
    Long bare = id(text);
    if (bare == null) {
      throw unknown(text, among);
    }
    return byId(bare, among).orElseThrow(() -> notThere(bare));
  }

  private static @Nullable Long id(String digits) {
    return ID.matcher(digits).matches() ? Long.valueOf(digits) : null;
  }

  private static Optional<Group> byId(long id, List<Group> among) {
    return among.stream().filter(group -> group.id() == id).findFirst();
  }

  /** As the server would say it, had it been asked for this id. */
  private static DirectoryException notThere(long id) {
    return new DirectoryException(DirectoryException.Kind.REFUSED, words("group.notThere", id));
  }

  private static DirectoryException unknown(String text, List<Group> among) {
    return DirectoryException.unfit(
        among.isEmpty()
            ? words("group.unknown.none", text)
            : words("group.unknown", text, list(among)));
  }

  private static String list(List<Group> groups) {
    return DisplayLanguage.list(groups.stream().map(GroupDirectory::named).toList());
  }
}
