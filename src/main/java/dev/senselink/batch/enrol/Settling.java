package dev.senselink.batch.enrol;

import static dev.senselink.batch.enrol.Words.words;

import dev.senselink.batch.api.Attempts;
import dev.senselink.batch.api.Person;
import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.UserFields;
import dev.senselink.batch.ledger.Intent;
import dev.senselink.batch.outcome.Ending;
import dev.senselink.batch.outcome.Outcome;
import java.util.List;

/**
 * Makes somebody known to the face service: a person adopted after 50001 may be saved, but unknown
 * to it, and is sent once more as an update with the row's own values and photo.
 */
final class Settling {
  private final RunContext context;
  private final Spellings spellings;

  Settling(RunContext context, Spellings spellings) {
    this.context = context;
    this.spellings = spellings;
  }

  Outcome settle(RowTask task, long id, Plan plan) {
    UserFields fields =
        plan.fields()
            .with()
            .idNumber(task.person().idNumber())
            .spelling(spellings.forUpdate())
            .build();
    context.intend(task, Intent.Call.UPDATE, id, List.of()).join();
    Attempts tries = context.server().attempts();
    while (true) {
      Reply<Person> reply = context.server().once(context.update(id, fields));
      task.sent(reply);
      if (reply instanceof Reply.Answer<Person> answer) {
        context.memory().created(id, plan, task.person().idNumber(), answer.value());
        return task.done(Ending.CREATED, id);
      }
      if (reply instanceof Reply.Refusal<Person> refusal && names(refusal, id)) {
        return task.done(Ending.CREATED, id); // so the face service knows the person after all
      }
      if (!tries.again(reply)) {
        return failed(task, id, reply);
      }
    }
  }

  private static Outcome failed(RowTask task, long id, Reply<Person> reply) {
    return task.end(Ending.FAILED, "50001", words("unknownToFaces", reply.words())).withPerson(id);
  }

  private static boolean names(Reply.Refusal<Person> refusal, long id) {
    return refusal.similar() != null && refusal.similar().id() == id;
  }
}
