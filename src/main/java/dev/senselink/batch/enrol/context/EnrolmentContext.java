package dev.senselink.batch.enrol.context;

import dev.senselink.batch.api.Call;
import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.api.people.PeopleCalls;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.api.people.UserFields;
import dev.senselink.batch.enrol.lookup.PersonLookup;
import dev.senselink.batch.enrol.lookup.SourceIdentity;
import dev.senselink.batch.enrol.plan.ChangeGate;
import dev.senselink.batch.enrol.row.EnrolmentSettings;
import dev.senselink.batch.enrol.row.RowTask;
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
 * @param gate is asked before anything is changed for a row
 * @param stop ends the run in order, with the reason in words: no further call is started, calls in
 *     flight end and are recorded
 * @param warn tells the user something once
 */
public record EnrolmentContext(
    String run,
    int type,
    RetryingClient server,
    Ledger ledger,
    EnrolmentSettings settings,
    PersonLookup look,
    SentFieldsStore memory,
    SourceIdentity lineage,
    Machine machine,
    ChangeGate gate,
    Consumer<String> stop,
    Consumer<String> warn) {

  /** The call that creates somebody of this run's type. */
  public Call<Person> create(UserFields fields) {
    return type == Person.GUEST ? PeopleCalls.createGuest(fields) : PeopleCalls.createUser(fields);
  }

  /** The call that replaces somebody of this run's type. */
  public Call<Person> update(long id, UserFields fields) {
    return type == Person.GUEST
        ? PeopleCalls.updateGuest(id, fields)
        : PeopleCalls.updateUser(id, fields);
  }

  /** Asks the ledger to note what is about to be sent for a row. */
  public Promise<Void> intend(
      RowTask task, Intent.Call call, @Nullable Long person, List<Long> earlier) {
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
