package dev.senselink.batch.job;

import static dev.senselink.batch.job.Words.words;

import dev.senselink.batch.api.CodeClass;
import dev.senselink.batch.api.Department;
import dev.senselink.batch.api.DepartmentByCode;
import dev.senselink.batch.api.GetDepartment;
import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.Server;
import dev.senselink.batch.backup.BackedUpDepartment;
import java.util.Collection;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * The codes of a backup's departments: no two departments of a server have the same one, so one
 * that another department has got meanwhile cannot come back. One thread.
 */
final class DepartmentCodes {
  /** What programs read of a code that did not come back. */
  static final String LOST = "departmentCode";

  private final Server server;
  private final RestoredPlaces places;

  DepartmentCodes(Server server, RestoredPlaces places) {
    this.server = server;
    this.places = places;
  }

  /** The departments to come, by their ids in the backup, whose codes others have. */
  Set<Long> taken() {
    Set<Long> taken = new TreeSet<>();
    for (BackedUpDepartment department : places.backedUpDepartments()) {
      boolean asked = places.isDepartmentToCome(department.id()) && !department.code().isEmpty();
      if (asked && isTaken(department.code())) {
        taken.add(department.id());
      }
    }
    return taken;
  }

  private boolean isTaken(String code) {
    Reply<Department> reply = server.ask(new DepartmentByCode(code));
    boolean nobody =
        reply instanceof Reply.Refusal<Department> refusal
            && refusal.codeClass() == CodeClass.NOT_FOUND;
    return !nobody && Site.need(server, reply, words("asked.departments")).code().equals(code);
  }

  /**
   * How many of the departments that an earlier process of the run has made are without their code:
   * what it was told of them is known no more.
   *
   * @param made the paths of what was made
   */
  int lostBefore(Collection<String> made) {
    int lost = 0;
    for (BackedUpDepartment department : places.backedUpDepartments()) {
      OptionalLong id = places.department(department.id());
      boolean ours = made.contains(department.path()) && !department.code().isEmpty();
      if (ours && id.isPresent() && !hasCode(id.getAsLong(), department.code())) {
        lost++;
      }
    }
    return lost;
  }

  private boolean hasCode(long id, String code) {
    Reply<Department> reply = server.ask(new GetDepartment(id));
    return Site.need(server, reply, words("asked.departments")).code().equals(code);
  }
}
