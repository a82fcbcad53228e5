package dev.senselink.batch.job.run;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.api.Call;
import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.client.RetryAttempts;
import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.api.organisation.Department;
import dev.senselink.batch.api.organisation.OrganisationCalls;
import dev.senselink.batch.enrol.lookup.ServerPlaces;
import dev.senselink.batch.enrol.row.UnansweredException;
import dev.senselink.batch.roster.cell.DepartmentCell;
import dev.senselink.batch.roster.cell.GroupName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Creates the departments and groups that a roster names and the server lacks: one at a time,
 * parents first, and after an unclear answer or 610 the list is read again before anything else.
 */
public final class MissingPlaceCreator {
  private static final String NEAREST = " (nearest before: ";

  private final RetryingClient server;
  private final int type;
  private final Supplier<ServerPlaces> reread;
  private ServerPlaces places;
  private final List<String> departments = new ArrayList<>();
  private final List<String> groups = new ArrayList<>();
  private Runnable onChange = () -> {};
  private boolean maybeByUs;

  /**
   * @param places what was there before
   */
  public MissingPlaceCreator(RetryingClient server, ServerPreflight site, ServerPlaces places) {
    this.server = server;
    this.type = site.type();
    this.places = places;
    this.reread = () -> site.reread(server);
  }

  /**
   * Is told whenever the lists of what was created change: just before a request leaves, so that a
   * crash in the middle of it forgets nothing.
   */
  public MissingPlaceCreator noting(Runnable listener) {
    onChange = listener;
    return this;
  }

  /** What a roster names and the server lacks, in words. */
  public record Missing(List<List<String>> departmentPaths, List<String> groupNames) {
    public static final Missing NOTHING = new Missing(List.of(), List.of());

    /** The departments step by step, those above the ones that are named included. */
    public List<List<String>> steps(ServerPlaces places) {
      return departmentPaths.stream().flatMap(path -> missing(path, places)).distinct().toList();
    }

    /**
     * Without the departments of which something would have to be made that is not among these.
     *
     * @param steps as {@link #steps} told them
     */
    public Missing only(List<List<String>> steps, List<String> names, ServerPlaces places) {
      return new Missing(
          departmentPaths.stream()
              .filter(path -> missing(path, places).allMatch(steps::contains))
              .toList(),
          groupNames.stream().filter(names::contains).toList());
    }

    private static Stream<List<String>> missing(List<String> path, ServerPlaces places) {
      return IntStream.rangeClosed(1, path.size())
          .mapToObj(depth -> path.subList(0, depth))
          .filter(step -> places.byPath(step).isEmpty());
    }

    public boolean isEmpty() {
      return departmentPaths.isEmpty() && groupNames.isEmpty();
    }
  }

  /**
   * What would have to be created; a cell that fits several things is no such case.
   *
   * @throws UnansweredException if the server did not say whether a cell is a department's code
   */
  static Missing find(
      ServerPlaces places, Collection<DepartmentCell> departmentCells, Collection<GroupName> names)
      throws UnansweredException {
    List<List<String>> paths = new ArrayList<>();
    for (DepartmentCell cell : departmentCells) {
      if (cell.id() == null && places.isUnknown(cell)) {
        paths.add(cell.path());
      }
    }
    List<String> groupNames = new ArrayList<>();
    for (GroupName name : names) {
      if (!name.isIdOnly() && places.groups().isUnknown(name)) {
        groupNames.add(name.name());
      }
    }
    return new Missing(paths, groupNames.stream().distinct().toList());
  }

  /**
   * Creates all of it.
   *
   * @return departments and groups as they are now
   */
  public ServerPlaces create(Missing missing) {
    List<String> pathsBefore = places.departmentPaths();
    List<String> groupsBefore = places.groups().inWords();
    for (String name : missing.groupNames()) {
      String shown = name + nearest(name, groupsBefore);
      make(groups, shown, OrganisationCalls.createGroup(name, type), () -> hasGroup(name));
    }
    for (List<String> path : missing.departmentPaths()) {
      for (int depth = 1; depth <= path.size(); depth++) {
        department(path.subList(0, depth), pathsBefore);
      }
    }
    return places;
  }

  /** What was created, each with the nearest name of before, where one is near. */
  public List<String> createdDepartments() {
    return List.copyOf(departments);
  }

  public List<String> createdGroups() {
    return List.copyOf(groups);
  }

  /** The name alone of what {@link #createdDepartments} or {@link #createdGroups} tells. */
  public static String name(String created) {
    int end = created.lastIndexOf(NEAREST);
    return end < 0 ? created : created.substring(0, end);
  }

  private void department(List<String> path, List<String> before) {
    if (places.byPath(path).isPresent()) {
      return;
    }
    long parent = places.byPath(path.subList(0, path.size() - 1)).orElse(0L);
    Call<Department> call =
        OrganisationCalls.createDepartment(parent, path.get(path.size() - 1), null, null);
    String shown = DepartmentCell.write(path);
    make(departments, shown + nearest(shown, before), call, () -> places.byPath(path).isPresent());
  }

  private void make(List<String> made, String shown, Call<?> call, BooleanSupplier there) {
    if (there.getAsBoolean()) {
      return;
    }
    made.add(shown);
    onChange.run();
    maybeByUs = false;
    try {
      maybeByUs = ensure(call, there);
    } finally {
      if (!maybeByUs) {
        made.remove(shown);
        onChange.run();
      }
    }
  }

  private boolean hasGroup(String name) {
    return !places.groups().isUnknown(new GroupName(name, null));
  }

  /** Whether this created it; false where it turned out to be there already. */
  private boolean ensure(Call<?> call, BooleanSupplier there) {
    RetryAttempts attempts = server.attempts();
    while (true) {
      Reply<?> reply = server.once(call);
      if (reply instanceof Reply.Answer) {
        places = reread.get();
        return true;
      }
      boolean exists = reply instanceof Reply.Refusal<?> refusal && refusal.code() == 610;
      maybeByUs |= reply instanceof Reply.Unclear;
      if (exists || reply instanceof Reply.Unclear) {
        places = reread.get();
        if (there.getAsBoolean()) {
          return maybeByUs;
        }
      }
      if (!attempts.again(reply)) {
        ServerPreflight.need(server, reply, words("asked.made", call.purpose()));
      }
    }
  }

  private static String nearest(String name, List<String> before) {
    String plain = name.replaceAll(" \\(#\\d+\\)$", "");
    return before.stream()
        .map(b -> b.replaceAll(" \\(#\\d+\\)$", ""))
        .filter(b -> isNear(plain, b))
        .min(Comparator.comparingInt(b -> distance(plain, b)))
        .map(b -> NEAREST + b + ")")
        .orElse("");
  }

  /** Whether one may be a slip of the other: a letter of four differs, and less than half. */
  private static boolean isNear(String a, String b) {
    int letters = a.length() - (a.lastIndexOf('/') + 1);
    int distance = distance(a, b);
    return distance <= Math.max(1, letters / 4) && 2 * distance < letters;
  }

  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int above = row[j];
        int swap = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(swap, Math.min(above, row[j - 1]) + 1);
        diagonal = above;
      }
    }
    return row[b.length()];
  }
}
