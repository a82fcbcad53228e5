package dev.senselink.batch.job.undo;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.api.Call;
import dev.senselink.batch.api.ErrorCategory;
import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.StopCause;
import dev.senselink.batch.api.client.RetryAttempts;
import dev.senselink.batch.api.organisation.Department;
import dev.senselink.batch.api.organisation.DeviceFields;
import dev.senselink.batch.api.organisation.OrganisationCalls;
import dev.senselink.batch.api.organisation.UpdateDepartment;
import dev.senselink.batch.api.people.ListUsers;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.job.StoppedException;
import dev.senselink.batch.job.run.PlaceFields;
import dev.senselink.batch.job.run.RunResources;
import dev.senselink.batch.job.run.ServerPreflight;
import dev.senselink.batch.language.DisplayLanguage;
import dev.senselink.batch.ledger.Run;
import dev.senselink.batch.ledger.UnrestoredItem;
import dev.senselink.batch.ledger.before.PlaceImage;
import dev.senselink.batch.ledger.before.PlaceImage.Kind;
import dev.senselink.batch.ledger.before.PlaceImages;
import dev.senselink.batch.roster.cell.DepartmentCell;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Puts back what a run has changed of departments and devices: of each only the fields that it
 * changed itself, and only if nobody has changed one of them since. One thread.
 */
final class TiesUndo {
  private final RunResources r;
  private final Run target;
  private final String run;
  private final Gate gate;
  private final List<UnrestoredItem> left = new ArrayList<>();

  /** Is asked before anything is sent. */
  interface Gate {
    /**
     * Says whether it may be put back.
     *
     * @param to what would be put back, by field
     * @param from what is there
     * @return why it is not, in words; {@code ""} where it is; {@code null} where it is only noted
     */
    @Nullable String answer(PlaceImage image, Map<String, String> from, Map<String, String> to);
  }

  /**
   * @param run the undo; {@code ""} where it is only planned
   */
  TiesUndo(RunResources resources, Run target, String run, Gate gate) {
    this.r = resources;
    this.target = target;
    this.run = run;
    this.gate = gate;
  }

  private PlaceImages images() {
    return r.ledger().before().places();
  }

  /** What is left as it is, with the reason. */
  List<UnrestoredItem> left() {
    return List.copyOf(left);
  }

  /**
   * Does so.
   *
   * @param last whether nobody is made anew after that: a leader who is not there before waits
   */
  void run(boolean last) {
    left.clear();
    for (PlaceImage image : images().due(target.id())) {
      if (last || !isWaiting(image)) {
        putBack(image);
      }
    }
  }

  /** Whether the leader of before is not there, and may be made anew. */
  private boolean isWaiting(PlaceImage image) {
    String leader = image.before().getOrDefault(PlaceImage.LEADER, "");
    return !leader.isEmpty()
        && need(r.server().ask(ListUsers.byId(Long.parseLong(leader)))).isEmpty();
  }

  private List<Person> need(Reply<List<Person>> read) {
    return ServerPreflight.need(r.server(), read, words("asked.people"));
  }

  /** Each try begins with a look: a lost answer may have been carried out, and others may come. */
  private void putBack(PlaceImage image) {
    RetryAttempts tries = r.server().attempts();
    while (true) {
      Optional<Place> place = place(image);
      if (place.isEmpty()) {
        leave(image, words("undo.tie.gone", image.name()));
        return;
      }
      Difference difference = Difference.of(image, place.get().fields());
      if (!difference.others().isEmpty()) {
        String others = DisplayLanguage.list(difference.others());
        leave(image, words("undo.tie.changed", image.name(), others));
        return;
      }
      if (difference.to().isEmpty()) {
        done(image);
        return;
      }
      String answer = gate.answer(image, difference.from(), difference.to());
      if (answer == null) {
        return;
      }
      if (!answer.isEmpty()) {
        leave(image, answer);
        return;
      }
      Reply<?> reply = send(image, difference, place.get());
      StopCause stop = r.server().stopCause();
      if (stop != null && !(reply instanceof Reply.Answer)) {
        throw StoppedException.of(stop);
      }
      if (reply instanceof Reply.Answer) {
        proven(image, difference.to());
        return;
      }
      if (reply instanceof Reply.Refusal<?> refusal) {
        leave(image, words("undo.tie.refused", image.name(), refusal.words()));
        return;
      }
      if (!tries.again(reply)) {
        throw new StoppedException(words("undo.tie.unclear", image.name(), reply.words()));
      }
    }
  }

  /**
   * What of a place is otherwise than before the run.
   *
   * @param from what is there of the fields that the run has changed, by field
   * @param to what was there before
   * @param others fields that somebody else has changed since
   */
  private record Difference(Map<String, String> from, Map<String, String> to, List<String> others) {
    static Difference of(PlaceImage image, Map<String, String> now) {
      Difference difference = new Difference(new TreeMap<>(), new TreeMap<>(), new ArrayList<>());
      image
          .changed()
          .forEach(
              (field, sent) -> {
                String before = image.before().getOrDefault(field, "");
                String there = now.getOrDefault(field, "");
                if (there.equals(sent)) {
                  difference.from().put(field, there);
                  difference.to().put(field, before);
                } else if (!there.equals(before)) {
                  difference.others().add(field);
                }
              });
      return difference;
    }
  }

  /**
   * A department or a device as it was just read.
   *
   * @param putting the call that makes some of its fields others, and leaves the rest
   */
  private record Place(
      Map<String, String> fields, Function<Map<String, String>, Call<?>> putting) {}

  private void done(PlaceImage image) {
    if (!run.isEmpty()) {
      images().undone(image, run);
    }
  }

  /** Empty where the place is not there any more, or is another one. */
  private Optional<Place> place(PlaceImage image) {
    return switch (image.kind()) {
      case DEVICE -> device(image);
      case CODE ->
          department(image)
              .map(
                  now ->
                      new Place(
                          Map.of(PlaceFields.CODE, now.code()),
                          to -> {
                            String code = to.getOrDefault(PlaceFields.CODE, "");
                            return UpdateDepartment.keeping(now)
                                .withCode(code.isEmpty() ? null : code);
                          }));
      case LEADER ->
          department(image)
              .map(
                  now ->
                      new Place(
                          PlaceFields.leader(now.leaderId()),
                          to -> {
                            String leader = to.getOrDefault(PlaceImage.LEADER, "");
                            return UpdateDepartment.keeping(now)
                                .withLeader(leader.isEmpty() ? null : Long.valueOf(leader));
                          }));
    };
  }

  /** One of another name has got the id since, or was renamed: it is not touched. */
  private Optional<Department> department(PlaceImage image) {
    Reply<Department> reply = r.server().ask(OrganisationCalls.department(image.place()));
    if (reply instanceof Reply.Refusal<Department> refusal
        && refusal.codeClass() == ErrorCategory.NOT_FOUND) {
      return Optional.empty();
    }
    List<String> path = DepartmentCell.parse(image.name()).path();
    return Optional.of(ServerPreflight.need(r.server(), reply, words("asked.departments")))
        .filter(now -> !path.isEmpty() && now.name().equals(path.get(path.size() - 1)));
  }

  private Optional<Place> device(PlaceImage image) {
    return ServerPreflight.need(
            r.server(), r.server().ask(OrganisationCalls.devices()), words("asked.devices"))
        .stream()
        .filter(one -> one.id() == image.place() && one.sn().equals(image.name()))
        .findFirst()
        .map(DeviceFields::of)
        .map(
            now ->
                new Place(
                    PlaceFields.of(now),
                    to -> {
                      Map<String, String> fields = new TreeMap<>(PlaceFields.of(now));
                      fields.putAll(to);
                      return OrganisationCalls.updateDevice(
                          image.place(), PlaceFields.device(fields));
                    }));
  }

  /** What is there is on the disk before the request leaves, so that the undo can be undone. */
  private Reply<?> send(PlaceImage image, Difference difference, Place place) {
    PlaceImage own =
        new PlaceImage(
            run, image.kind(), image.place(), image.name(), difference.from(), difference.to());
    boolean keeps = r.ledger().before().runs().keeps(run);
    Optional<PlaceImage> earlier = images().of(run, image.kind(), image.place());
    if (keeps) {
      images().keep(own);
    }
    Reply<?> reply = r.server().once(place.putting().apply(difference.to()));
    if (keeps && reply instanceof Reply.Refusal && r.server().stopCause() == null) {
      images().drop(own, earlier);
    }
    return reply;
  }

  /** Whether a server takes a leader or a code away its manual does not say. */
  private void proven(PlaceImage image, Map<String, String> to) {
    boolean taken =
        image.kind() == Kind.DEVICE
            || place(image).filter(now -> now.fields().equals(to)).isPresent();
    if (!taken) {
      leave(image, words("undo.tie.stays", image.name()));
    }
    done(image);
  }

  private void leave(PlaceImage image, String why) {
    String what =
        switch (image.kind()) {
          case LEADER -> "leader";
          case CODE -> "departmentCode";
          case DEVICE -> "device";
        };
    left.add(new UnrestoredItem(what, 1, why));
  }
}
