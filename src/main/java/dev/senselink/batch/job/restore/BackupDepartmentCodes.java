package dev.senselink.batch.job.restore;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.api.ErrorCategory;
import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.api.organisation.Department;
import dev.senselink.batch.api.organisation.DepartmentByCode;
import dev.senselink.batch.api.organisation.OrganisationCalls;
import dev.senselink.batch.backup.BackedUpDepartment;
import dev.senselink.batch.job.run.ServerPreflight;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * The codes of a backup's departments, for a plan: no two departments of a server have the same
 * one, so one that another department has got meanwhile cannot come back; and a department that has
 * got another code keeps it. One thread.
 */
final class BackupDepartmentCodes {
  private final RetryingClient server;
  private final RestoredPlaces places;

  BackupDepartmentCodes(RetryingClient server, RestoredPlaces places) {
    this.server = server;
    this.places = places;
  }

  /** The departments, by their ids in the backup, whose codes will not come back. */
  Set<Long> lost() {
    Set<Long> lost = new TreeSet<>();
    for (BackedUpDepartment department : places.backedUpDepartments()) {
      if (!department.code().isEmpty() && isLost(department)) {
        lost.add(department.id());
      }
    }
    return lost;
  }

  private boolean isLost(BackedUpDepartment department) {
    OptionalLong id = places.department(department.id());
    String now = id.isPresent() ? codeOf(id.getAsLong()) : "";
    return now.isEmpty() ? isTaken(department.code()) : !now.equals(department.code());
  }

  private boolean isTaken(String code) {
    Reply<Department> reply = server.ask(new DepartmentByCode(code));
    boolean nobody =
        reply instanceof Reply.Refusal<Department> refusal
            && refusal.codeClass() == ErrorCategory.NOT_FOUND;
    return !nobody
        && ServerPreflight.need(server, reply, words("asked.departments")).code().equals(code);
  }

  private String codeOf(long id) {
    Reply<Department> reply = server.ask(OrganisationCalls.department(id));
    return ServerPreflight.need(server, reply, words("asked.departments")).code();
  }
}
