package dev.senselink.batch.enrol.write;

import static dev.senselink.batch.enrol.row.EnrolmentMessages.words;

import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.SpellingStyle;
import dev.senselink.batch.api.people.FetchImage;
import dev.senselink.batch.api.people.ListUsers;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.enrol.before.BeforeKeeper;
import dev.senselink.batch.enrol.context.CanaryGate;
import dev.senselink.batch.enrol.context.CanaryGate.Kind;
import dev.senselink.batch.enrol.context.EnrolmentContext;
import dev.senselink.batch.enrol.context.PendingUpdate;
import dev.senselink.batch.enrol.context.PendingUpdate.PhotoUse;
import dev.senselink.batch.enrol.context.RowWorkspace;
import dev.senselink.batch.enrol.context.UniformRefusalGuard;
import dev.senselink.batch.enrol.context.UpdateMerge;
import dev.senselink.batch.enrol.decide.EarlierSkips;
import dev.senselink.batch.enrol.photo.PhotoVerification;
import dev.senselink.batch.enrol.photo.ReadyPhoto;
import dev.senselink.batch.enrol.photo.ServerPhoto;
import dev.senselink.batch.enrol.row.SentFields;
import dev.senselink.batch.enrol.state.RowEvent;
import dev.senselink.batch.enrol.state.RowFacts;
import dev.senselink.batch.enrol.state.RowState;
import dev.senselink.batch.enrol.state.RowStep.Act;
import dev.senselink.batch.enrol.state.RowTransition;
import dev.senselink.batch.ledger.KnownPerson;
import dev.senselink.batch.ledger.before.FormerPhoto;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.RowEnding;
import dev.senselink.batch.photo.PhotoFile;
import dev.senselink.batch.photo.PictureComparison;
import dev.senselink.batch.roster.RosterColumn;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The steps by which somebody who is there is changed. Safe between threads. */
public final class UpdateSteps {
  /** Whoever replaces the server's photo faster than it can be fetched has to be waited for. */
  private static final int MOST_FETCHES = 3;

  private static final Set<RosterColumn> TWO_SPELLINGS =
      EnumSet.of(RosterColumn.DEPARTMENT, RosterColumn.AREA_CODE, RosterColumn.ENTRY_TIME);

  private final EnrolmentContext context;
  private final CanaryGate canaries;
  private final FieldDialect spellings;
  private final UniformRefusalGuard watch;
  private final LostAnswerResolver lookout;
  private final MergedWrite write;
  private final PhotoVerification photos;
  private final ServerPhoto serverPhoto;
  private final UpdateProof proof;
  private final BeforeKeeper before;
  private final PictureComparison pictures;

  public UpdateSteps(
      EnrolmentContext context,
      CanaryGate canaries,
      FieldDialect spellings,
      UniformRefusalGuard watch,
      PhotoVerification photos,
      ServerPhoto serverPhoto,
      UpdateProof proof,
      PictureComparison pictures) {
    this.context = context;
    this.canaries = canaries;
    this.spellings = spellings;
    this.watch = watch;
    this.lookout = new LostAnswerResolver(context);
    this.write = new MergedWrite(context, spellings);
    this.before = new BeforeKeeper(context);
    this.photos = photos;
    this.serverPhoto = serverPhoto;
    this.proof = proof;
    this.pictures = pictures;
  }

  /**
   * Where an update begins: with its photo, if as far as is known it needs one, so that nothing has
   * to be done for the photo once the person is read.
   */
  RowTransition begin(RowWorkspace job, RowFacts facts) {
    boolean first = job.photo() == null && mayNeedPhoto(job);
    return first
        ? new RowTransition(RowState.TO_UPDATE, facts, Act.GET_PHOTO)
        : RowTransition.send(RowState.TO_UPDATE, facts);
  }

  private boolean mayNeedPhoto(RowWorkspace job) {
    KnownPerson shown = job.target().shown();
    if (shown == null) {
      return false; // the read tells
    }
    if (job.wanted().visit() != null) {
      return job.task().before().updates() == 0;
    }
    String sha = job.task().photoSha();
    return job.task().applicant().photo() != null
        && !SentFields.samePhoto(
            job.target().remembered(context.memory()).last(), sha, shown.avatarId());
  }

  /**
   * Gets the row's photo ready, or the one that the server holds of a guest, and the one that is
   * replaced, where it is to be kept.
   */
  RowEvent getPhoto(RowWorkspace job, RowFacts facts) {
    ReadyPhoto ready = job.photo();
    boolean atHand =
        ready != null && ready.avatar().isEmpty() && job.task().applicant().photo() != null;
    RowEvent event = atHand ? new RowEvent.PhotoReady() : ready(job);
    if (event instanceof RowEvent.PhotoReady && !facts.settling()) {
      keepFormer(job);
    }
    return event;
  }

  /** Between its fetching and the write the photo may be replaced again, and again. */
  private void keepFormer(RowWorkspace job) {
    ReadyPhoto ready = job.photo();
    KnownPerson shown = job.target().shown();
    boolean compares = job.maybeWritten() && context.gate().comparesPhotos();
    if (ready == null || !ready.avatar().isEmpty() || !(before.keeps() || compares)) {
      return;
    }
    String avatar =
        job.target().isRead()
            ? job.target().change().stored().avatarId()
            : shown == null ? "" : shown.avatarId();
    if (job.former(avatar) != null || (!job.target().isRead() && shown == null)) {
      return;
    }
    if (SentFields.samePhoto(
        job.target().remembered(context.memory()).last(), job.task().photoSha(), avatar)) {
      // A guest's update carries the photo always; what it replaces is the same picture.
      job.former(avatar, FormerPhoto.UNTOUCHED);
      return;
    }
    if (job.fetchesPhoto() > MOST_FETCHES) {
      job.former(avatar, FormerPhoto.lost(words("before.changing")));
    } else if (before.keeps()) {
      FormerPhoto fetched = before.photo(avatar);
      boolean ours = job.maybeWritten() && before.isPhoto(fetched, ready.photo().jpeg(), pictures);
      job.former(avatar, ours ? FormerPhoto.UNTOUCHED : fetched);
    } else {
      job.former(avatar, isSent(ready, avatar) ? FormerPhoto.UNTOUCHED : FormerPhoto.NONE);
    }
  }

  /** Whether the picture of this id is the one that is sent, perhaps encoded anew. */
  private boolean isSent(ReadyPhoto ready, String avatar) {
    return !avatar.isBlank()
        && context.server().ask(new FetchImage(avatar)) instanceof Reply.Answer<byte[]> answer
        && pictures.isSame(ready.photo().jpeg(), answer.value());
  }

  private RowEvent ready(RowWorkspace job) {
    PhotoFile file = job.task().applicant().photo();
    KnownPerson shown = job.target().shown();
    String avatar =
        file != null
            ? ""
            : job.target().isRead()
                ? job.target().change().stored().avatarId()
                : shown == null ? "" : shown.avatarId();
    if (file == null && job.fetchesPhoto() > MOST_FETCHES) {
      return job.endWith(
          job.target()
              .change()
              .end(
                  RowEnding.REVIEW,
                  EarlierSkips.EDITED,
                  words("guest.edited", words("guest.edited.photo")))
              .withCandidates(List.of(job.target().change().candidate(false))));
    }
    PhotoVerification.Result result =
        file == null ? serverPhoto.of(job.task(), avatar) : photos.ready(job.task(), file);
    if (result.photo() == null) {
      return job.endWith(result.refused().withPerson(job.target().id()));
    }
    job.photo(new ReadyPhoto(result.photo(), result.qaCode(), avatar));
    return new RowEvent.PhotoReady();
  }

  /** Reads, merges and sends, once it may. */
  RowEvent send(RowWorkspace job, RowFacts facts) {
    boolean writes = !facts.settling() && !context.settings().dryRun();
    Set<Kind> kinds = writes ? expected(job) : EnumSet.noneOf(Kind.class);
    while (true) {
      job.canary().enter(canaries, kinds);
      MergedWrite.Order order = order(job, facts);
      RowEvent event = write.send(order);
      if (!(event instanceof MergedWrite.Held)) {
        if (event instanceof RowEvent.Unclear && order.learning()) {
          job.mayHaveErased(job.target().change().fields(order.spelling(), facts.forced()));
        }
        return answered(job, event);
      }
      if (!facts.settling()) {
        kinds.addAll(kinds(job.target().change()));
      }
    }
  }

  private MergedWrite.Order order(RowWorkspace job, RowFacts facts) {
    PhotoUse use = facts.settling() ? PhotoUse.ALWAYS : PhotoUse.AS_NEEDED;
    SpellingStyle spelling = spellings.forUpdate();
    return new MergedWrite.Order(
        job,
        use,
        facts.forced(),
        facts.settling(),
        spelling,
        spellings.mayErase(),
        !facts.forced() && job.photo() == null && differs(job),
        change -> mayLeave(job, facts, change, spelling));
  }

  /** Another row may have learnt meanwhile that the server takes the other spelling. */
  private boolean mayLeave(
      RowWorkspace job, RowFacts facts, PendingUpdate change, SpellingStyle spelling) {
    boolean covered = facts.settling() || job.canary().covers(kinds(change));
    return covered && spelling == spellings.forUpdate(); // in this order: what is known is set last
  }

  /**
   * Whether the person, as last shown, is not what the row says: staff only, of whom more shows.
   */
  private static boolean differs(RowWorkspace job) {
    KnownPerson shown = job.target().shown();
    return shown != null
        && job.wanted().visit() == null
        && (differs(job, RosterColumn.NAME, shown.name())
            || differs(job, RosterColumn.JOB_NUMBER, shown.jobNumber())
            || differs(job, RosterColumn.MOBILE, shown.mobile())
            || differs(job, RosterColumn.IC_NUMBER, shown.icNumber())
            || differs(job, RosterColumn.MAIL, shown.mail())
            || differs(job, RosterColumn.REMARK, shown.remark()));
  }

  private static boolean differs(RowWorkspace job, RosterColumn column, String shown) {
    return !job.task().person().field(column).over(shown).equals(shown);
  }

  private RowEvent answered(RowWorkspace job, RowEvent event) {
    if (event instanceof RowEvent.Answered) {
      watch.answered(200);
    } else if (event instanceof RowEvent.Refused refused) {
      watch.answered(refused.code()).ifPresent(context.stop());
      job.canary().refused();
    }
    return event;
  }

  /** What is still to be proven, as far as can be told before the read. */
  private Set<Kind> expected(RowWorkspace job) {
    KnownPerson shown = job.target().shown();
    boolean filled =
        TWO_SPELLINGS.stream().anyMatch(c -> job.task().person().field(c).sets())
            || (shown != null && shown.department() != 0);
    return due(job.photo() != null, filled && spellings.updateUnknown() && spellings.mayErase());
  }

  private Set<Kind> kinds(PendingUpdate change) {
    UpdateMerge merge = change.merge();
    return due(change.photo() != null, spellings.isToBeLearntFrom(merge.fields(), merge.changed()));
  }

  private Set<Kind> due(boolean withPhoto, boolean unlearnt) {
    Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    Kind photo = UpdateProof.kind(withPhoto);
    if (canaries.isDue(photo)) {
      kinds.add(photo);
    }
    if (unlearnt) {
      kinds.add(Kind.UPDATE_SPELLING);
    }
    return kinds;
  }

  /** Reads until nothing differs any more, or the lost update cannot be at work any longer. */
  RowEvent look(RowWorkspace job) {
    if (!(job.last() instanceof Reply.Unclear<?> unclear)) {
      throw new IllegalStateException("looks after an unclear answer");
    }
    return lookout.repeat(
        unclear,
        job.leftAt(),
        () -> seen(job),
        event -> !(event instanceof RowEvent.StillDiffers),
        () -> {
          job.why(words("why.stoppedWaiting"));
          return new RowEvent.Unread();
        });
  }

  private RowEvent seen(RowWorkspace job) {
    Reply<List<Person>> read = context.server().ask(ListUsers.byId(job.target().id()));
    if (!(read instanceof Reply.Answer<List<Person>> answer)) {
      job.why(words("why.looking", read.words()));
      return new RowEvent.Unread();
    }
    if (answer.value().isEmpty()) {
      return new RowEvent.Gone();
    }
    PendingUpdate change =
        new PendingUpdate(
            job,
            job.target().remembered(context.memory()),
            answer.value().get(0),
            PhotoUse.AS_NEEDED);
    job.target().change(change);
    return change.isSeenDone() ? new RowEvent.SeenDone() : new RowEvent.StillDiffers();
  }

  /** An update was answered well; somebody made known to the face service is somebody new. */
  Outcome prove(RowWorkspace job, RowFacts facts) {
    return facts.settling()
        ? proof.ofSettled(job, job.spelling())
        : proof.of(job, job.spelling(), facts.forced());
  }

  /** A lost update with {@code force=1}: it is asked about again. */
  Outcome forceUncertain(RowWorkspace job) {
    return job.target()
        .change()
        .end(RowEnding.REVIEW, "FORCE_UNCERTAIN", words("force.updateUncertain"))
        .withCandidates(List.of(job.target().change().candidate(true)));
  }
}
