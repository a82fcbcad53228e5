package dev.senselink.batch.api.organisation;

import static dev.senselink.batch.api.ApiMessages.words;

import dev.senselink.batch.api.LenientJson;
import dev.senselink.batch.api.ListProof;
import dev.senselink.batch.api.UnexpectedAnswerException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A department with those below it (manual 6.7.1). The root is the company, id 0.
 *
 * @param code blank: the tree of the manual's sample has no codes
 * @param parentId null where not said, as for the root
 * @param people as the server counts; whether departments below count is not stated
 */
public record DepartmentNode(
    long id,
    String name,
    String code,
    @Nullable Long parentId,
    @Nullable Long leaderId,
    @Nullable Long people,
    List<DepartmentNode> children) {
  public DepartmentNode {
    children = List.copyOf(children);
  }

  /** The root of a tree that came as an object, or as an array of one or many (NOTES 77). */
  static DepartmentNode root(JsonNode data) throws UnexpectedAnswerException {
    if (data.isObject()) {
      DepartmentNode root = read(data);
      if (root == null) {
        throw new UnexpectedAnswerException(words("missing.root"));
      }
      return root;
    }
    if (!data.isArray()) {
      throw new UnexpectedAnswerException(words("missing.tree"));
    }
    List<DepartmentNode> roots = readAll(data);
    return roots.size() == 1 && roots.get(0).id() == 0
        ? roots.get(0)
        : new DepartmentNode(0, "", "", null, null, null, roots);
  }

  private static @Nullable DepartmentNode read(JsonNode node) throws UnexpectedAnswerException {
    Department department = Department.read(node);
    return department == null
        ? null
        : new DepartmentNode(
            department.id(),
            department.name(),
            department.code(),
            department.parentId(),
            department.leaderId(),
            LenientJson.wholeNumber(node, "user_num", "userNum"),
            readAll(node.path("children")));
  }

  /** Empty nodes are dropped, as the manual's sample has them (NOTES 78). */
  private static List<DepartmentNode> readAll(JsonNode children) throws UnexpectedAnswerException {
    if (!children.isArray() && !children.isMissingNode() && !children.isNull()) {
      throw new UnexpectedAnswerException(words("list.none"));
    }
    List<DepartmentNode> read = new ArrayList<>();
    for (JsonNode child : children.values()) {
      if (!child.isEmpty()) {
        read.add(ListProof.identified(read(child)));
      }
    }
    return read;
  }
}
