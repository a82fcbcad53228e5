package dev.senselink.batch.report;

import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.roster.RosterColumn;
import dev.senselink.batch.roster.Row;
import dev.senselink.batch.roster.cell.DepartmentCell;
import dev.senselink.batch.roster.cell.GroupName;
import dev.senselink.batch.roster.cell.GroupsCell;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Why rows need somebody, with the number of rows for each reason, and what differs unapplied. */
final class RunCauses {
  private static final String DEPARTMENT = "UNKNOWN_DEPARTMENT";
  private static final String GROUP = "UNKNOWN_GROUP";

  /** What makes rows need somebody. */
  enum Kind {
    /** Departments or groups are missing that could be created. */
    PLACES,
    /** There is no photo although there are photos. */
    PHOTO_NAMES,
    /** Nobody has a photo: they are somewhere else. */
    PHOTO_PLACE,
    /** Anything else, told by its code. */
    CODE
  }

  /** One reason, and how many rows it has stopped. */
  static final class Cause {
    private final Kind kind;
    private final RequiredAction todo;
    private final Outcome example;
    private long rows;

    Cause(Kind kind, RequiredAction todo, Outcome example) {
      this.kind = kind;
      this.todo = todo;
      this.example = example;
    }

    Kind kind() {
      return kind;
    }

    RequiredAction todo() {
      return todo;
    }

    Outcome example() {
      return example;
    }

    long rows() {
      return rows;
    }
  }

  private final ListFindings list;
  private final Set<Long> nearly = new HashSet<>();
  private final Map<RequiredAction, Map<String, Cause>> causes =
      new EnumMap<>(RequiredAction.class);
  private final Map<String, Long> differing = new TreeMap<>();
  private long differingRows;

  RunCauses(ListFindings list) {
    this.list = list;
    list.near().forEach(near -> nearly.add(near.line()));
  }

  void add(Row row, Outcome outcome) {
    if (!outcome.differs().isEmpty() && outcome.code().isEmpty()) {
      differingRows++;
      outcome.differs().forEach(column -> differing.merge(column, 1L, Long::sum));
    }
    RequiredAction todo = RequiredAction.of(outcome).orElse(RequiredAction.LOOK);
    if (!todo.needsAttention() && !outcome.isDoneButToLookAt()) {
      return;
    }
    Kind kind = kind(row, outcome);
    String key = kind == Kind.CODE ? PageTexts.code(outcome) : kind.name();
    causes
        .computeIfAbsent(todo, t -> new LinkedHashMap<>())
        .computeIfAbsent(key, k -> new Cause(kind, todo, outcome))
        .rows++;
  }

  private Kind kind(Row row, Outcome outcome) {
    return switch (outcome.code()) {
      case DEPARTMENT -> createsDepartment(row) ? Kind.PLACES : Kind.CODE;
      case GROUP -> createsGroups(row) ? Kind.PLACES : Kind.CODE;
      case "PHOTO_NOT_FOUND" -> {
        boolean nobody = list.looked() && list.photosFound() == 0;
        yield namesNoPhoto(row) ? Kind.PHOTO_NAMES : nobody ? Kind.PHOTO_PLACE : Kind.CODE;
      }
      default -> Kind.CODE;
    };
  }

  private boolean createsDepartment(Row row) {
    DepartmentCell cell = DepartmentCell.parseFirst(row.text(RosterColumn.DEPARTMENT));
    return cell.id() == null && list.departments().contains(cell.toString());
  }

  /** The row is refused for the first group that is unknown; creating all has to be enough. */
  private boolean createsGroups(Row row) {
    List<GroupName> names = GroupsCell.parse(row.text(RosterColumn.GROUPS)).groups();
    return names.stream().anyMatch(name -> list.groups().contains(name.name()));
  }

  /** A row that names a file is one of them only if a file is called nearly so. */
  private boolean namesNoPhoto(Row row) {
    boolean allLost = list.photosFound() == 0 && list.unclaimed() > 0;
    return row.text(RosterColumn.PHOTO).isEmpty()
        ? allLost || !list.near().isEmpty()
        : nearly.contains(row.ref().line());
  }

  /** All of them, the commonest first. */
  List<Cause> all() {
    List<Cause> all = new ArrayList<>();
    causes.values().forEach(some -> all.addAll(some.values()));
    all.sort(Comparator.comparingLong(Cause::rows).reversed());
    return all;
  }

  /** Rows of which the person who is there differs and stays as they are. */
  long differingRows() {
    return differingRows;
  }

  /** The same by column, a row in each of its columns. */
  Map<String, Long> differing() {
    return differing;
  }
}
