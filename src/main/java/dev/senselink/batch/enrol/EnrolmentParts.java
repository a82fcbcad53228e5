package dev.senselink.batch.enrol;

import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.enrol.Enrolment.Resources;
import dev.senselink.batch.enrol.Enrolment.Scope;
import dev.senselink.batch.enrol.context.CanaryGate;
import dev.senselink.batch.enrol.context.EnrolmentContext;
import dev.senselink.batch.enrol.context.SentFieldsStore;
import dev.senselink.batch.enrol.context.UniformRefusalGuard;
import dev.senselink.batch.enrol.guests.GuestEndings;
import dev.senselink.batch.enrol.lookup.HostResolver;
import dev.senselink.batch.enrol.lookup.PersonLookup;
import dev.senselink.batch.enrol.lookup.ReferenceResolver;
import dev.senselink.batch.enrol.lookup.SourceIdentity;
import dev.senselink.batch.enrol.photo.PhotoVerification;
import dev.senselink.batch.enrol.photo.ServerPhoto;
import dev.senselink.batch.enrol.row.VisitClock;
import dev.senselink.batch.enrol.write.CreateProof;
import dev.senselink.batch.enrol.write.CreateSteps;
import dev.senselink.batch.enrol.write.DialectRepair;
import dev.senselink.batch.enrol.write.FieldDialect;
import dev.senselink.batch.enrol.write.LostCreateMatcher;
import dev.senselink.batch.enrol.write.PersonClaims;
import dev.senselink.batch.enrol.write.RowStateMachine;
import dev.senselink.batch.enrol.write.SimilarFaceRules;
import dev.senselink.batch.enrol.write.UpdateProof;
import dev.senselink.batch.enrol.write.UpdateSteps;
import dev.senselink.batch.photo.PictureComparison;

/** The parts of an enrolment, put together once for all its rows. */
record EnrolmentParts(
    EnrolmentContext context,
    VisitClock visitClock,
    GuestEndings visitors,
    PersonClaims claims,
    LookupRules rules,
    DecisionExecutor deciding,
    UndoExecutor undoing) {

  static EnrolmentParts of(Resources resources, Scope scope) {
    EnrolmentContext context = context(resources, scope);
    VisitClock visitClock = new VisitClock(resources.zone(), resources.server()::now);
    GuestEndings visitors = new GuestEndings(context, visitClock);
    PersonClaims claims = new PersonClaims(context);
    PhotoVerification photos =
        new PhotoVerification(
            resources.server(),
            resources.ledger().verdicts(),
            resources.engine(),
            scope.settings().photoLimits(),
            scope.settings().quality());
    FieldDialect spellings = new FieldDialect();
    LostCreateMatcher making =
        new LostCreateMatcher(context, spellings, new PictureComparison(resources.engine()));
    SimilarFaceRules similar = new SimilarFaceRules(context, making);
    RowStateMachine worker =
        worker(context, resources, scope, spellings, photos, making, similar, claims);
    CreatePreparation newcomers = new CreatePreparation(context, photos, worker);
    ReferenceResolver meanings =
        new ReferenceResolver(
            scope.places(),
            new HostResolver(resources.machine(), context.look()),
            scope.settings().dryRun() && scope.settings().missingToBeCreated());
    LookupRules rules =
        new LookupRules(
            context,
            visitors,
            meanings,
            claims,
            new ListDifferences(context, scope.places()),
            similar,
            newcomers,
            worker);
    return new EnrolmentParts(
        context,
        visitClock,
        visitors,
        claims,
        rules,
        new DecisionExecutor(context, meanings, newcomers, worker),
        new UndoExecutor(
            context,
            scope.places(),
            meanings,
            newcomers,
            worker,
            new PictureComparison(resources.engine())));
  }

  private static RowStateMachine worker(
      EnrolmentContext context,
      Resources resources,
      Scope scope,
      FieldDialect spellings,
      PhotoVerification photos,
      LostCreateMatcher making,
      SimilarFaceRules similar,
      PersonClaims claims) {
    boolean guestsOfBackup = scope.type() == Person.GUEST && scope.lineage() != SourceIdentity.NONE;
    UniformRefusalGuard watch =
        new UniformRefusalGuard(guestsOfBackup); // no backup holds their ID numbers
    ServerPhoto serverPhoto =
        new ServerPhoto(resources.server(), resources.engine(), scope.settings().photoLimits());
    CanaryGate canaries = new CanaryGate(context.machine());
    DialectRepair repair = new DialectRepair(context, spellings, canaries);
    CreateProof made = new CreateProof(context, canaries, spellings, repair);
    UpdateProof changed = new UpdateProof(context, canaries, repair);
    return new RowStateMachine(
        context,
        new CreateSteps(context, canaries, watch, making, made, claims),
        new UpdateSteps(
            context,
            canaries,
            spellings,
            watch,
            photos,
            serverPhoto,
            changed,
            new PictureComparison(resources.engine())),
        similar,
        claims);
  }

  /** What all parts share; enough by itself for what looks before the first row. */
  static EnrolmentContext context(Resources resources, Scope scope) {
    return new EnrolmentContext(
        scope.run(),
        scope.type(),
        resources.server(),
        resources.ledger(),
        scope.settings(),
        new PersonLookup(
            resources.server(),
            resources.ledger(),
            scope.run(),
            scope.lookUpEach(),
            scope.type(),
            scope.lineage()),
        new SentFieldsStore(resources.ledger(), scope.run(), resources.zone()),
        scope.lineage(),
        resources.machine(),
        scope.gate(),
        resources.stop(),
        resources.warn());
  }
}
