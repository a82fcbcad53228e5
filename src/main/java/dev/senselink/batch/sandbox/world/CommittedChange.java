package dev.senselink.batch.sandbox.world;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One change that really took place, whatever was answered about it. For people every value is as
 * stored after the change (a delete: before it); for groups, departments and devices only id, type
 * and name are filled.
 *
 * @param seq from 1, without gaps
 * @param operation the operationId, e.g. {@code createUser}
 * @param id of the person, group, department or device
 * @param type 1 staff, 2 guest; 0 for departments and devices
 * @param memberIds the people of a change of a group's members
 * @param force whether the call carried {@code force=1}
 * @param photoSha256 of the bytes received with this call, blank when it carried no photo
 * @param avatarId of the photo the person now has, blank when none
 */
public record CommittedChange(
    long seq,
    Instant time,
    String operation,
    long id,
    int type,
    String name,
    String jobNumber,
    String mobile,
    String icNumber,
    String mail,
    @Nullable Long departmentId,
    List<Long> groupIds,
    List<Long> memberIds,
    boolean force,
    String photoSha256,
    String avatarId) {}
