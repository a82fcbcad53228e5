package dev.senselink.batch.enrol;

import dev.senselink.batch.api.Call;
import dev.senselink.batch.api.CreateGuest;
import dev.senselink.batch.api.CreateUser;
import dev.senselink.batch.api.Person;
import dev.senselink.batch.api.Server;
import dev.senselink.batch.api.UpdateGuest;
import dev.senselink.batch.api.UpdateUser;
import dev.senselink.batch.api.UserFields;
import dev.senselink.batch.ledger.Intent;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.machine.Machine;
import dev.senselink.batch.machine.Promise;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What every part of the enrolment of one run shares.
 *
 * @param type 1 staff, 2 guest
 * @param stop ends the run in order, with the reason in words: no further call is started, calls in
 *     flight end and are recorded
 * @param warn tells the user something once
 */
record RunContext(
    String run,
    int type,
    Server server,
    Ledger ledger,
    EnrolSettings settings,
    LookFirst look,
    Memory memory,
    Lineage lineage,
    Machine machine,
    Consumer<String> stop,
    Consumer<String> warn) {

  /** The call that creates somebody of this run's type. */
  Call<Person> create(UserFields fields) {
    return type == Person.GUEST ? new CreateGuest(fields) : new CreateUser(fields);
  }

  /** The call that replaces somebody of this run's type. */
  Call<Person> update(long id, UserFields fields) {
    return type == Person.GUEST ? new UpdateGuest(id, fields) : new UpdateUser(id, fields);
  }

  /** Asks the ledger to note what is about to be sent for a row. */
  Promise<Void> intend(RowTask task, Intent.Call call, @Nullable Long person, List<Long> earlier) {
    return ledger
        .intents()
        .open(
            new Intent(
                run,
                task.applicant().row().ref(),
                call,
                machine.wall().instant(),
                settings.timeout(),
                task.applicant().row().hash(),
                type,
                task.key().field().name(),
                task.key().noted(),
                task.person().name(),
                person,
                earlier,
                task.photoPath(),
                task.sends()));
  }
}
