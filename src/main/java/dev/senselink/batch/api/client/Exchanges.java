package dev.senselink.batch.api.client;

import static dev.senselink.batch.api.Words.words;

import dev.senselink.batch.api.Body;
import dev.senselink.batch.api.BoundedStream;
import dev.senselink.batch.api.Call;
import dev.senselink.batch.api.Codes;
import dev.senselink.batch.api.Operation;
import dev.senselink.batch.api.PeopleStream;
import dev.senselink.batch.api.Raw;
import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.ServerSettings;
import dev.senselink.batch.api.organisation.DepartmentTree;
import dev.senselink.batch.api.people.FetchImage;
import dev.senselink.batch.api.people.ListEverybody;
import dev.senselink.batch.api.people.ListUsers;
import dev.senselink.batch.api.records.ListRecords;
import dev.senselink.batch.api.transport.Wire;
import dev.senselink.batch.machine.Machine;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Carries a call out: its path, its signature, how its body is read and what it means. */
final class Exchanges implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SenseLink.class);
  private static final long MOST_JSON = 64L << 20;

  /** A list that goes on for ever must not fill the disk: some ten million people. */
  private static final long MOST_LIST = 8L << 30;

  /** What came of a call, and the call for its next page. */
  record Result<T>(Reply<T> reply, @Nullable Call<T> following) {}

  private final ServerSettings settings;
  private final Machine machine;
  private final ServerClock clock;
  private final HaltSwitch halt;
  private final Requests requests;
  private final Wire wire;
  private final DepartmentPaths departments = new DepartmentPaths();
  private volatile boolean succeeded;

  Exchanges(
      ServerSettings settings, Machine machine, Wire wire, ServerClock clock, HaltSwitch halt) {
    this.settings = settings;
    this.machine = machine;
    this.wire = wire;
    this.clock = clock;
    this.halt = halt;
    this.requests = new Requests(settings);
  }

  <T> Result<T> exchange(Call<T> call) {
    Operation operation = call.operation();
    if (operation.hasTwoPaths() && operation.changes() && !departments.isKnown()) {
      Reply<?> probe = exchange(new DepartmentTree()).reply();
      if (!departments.isKnown()) {
        return new Result<>(notSent(call, probe), null);
      }
    }
    long start = machine.nanos();
    Raw raw = byPath(call);
    Reply<T> reply = judged(call, raw, start);
    return new Result<>(reply, following(call, raw, reply));
  }

  /** Everybody, or whom a search finds, given away one by one. */
  Reply<Long> everybody(ListEverybody call, Consumer<JsonNode> each, @Nullable Duration atMost) {
    PeopleStream stream =
        new PeopleStream(
            node -> {
              each.accept(node);
              return true;
            });
    long start = machine.nanos();
    Raw raw =
        signed(call, call.operation().path(), atMost, MOST_LIST, in -> Body.json(in, stream::read));
    return judged(call, raw, start);
  }

  @Override
  public void close() {
    wire.close();
  }

  private Raw byPath(Call<?> call) {
    Operation operation = call.operation();
    if (operation.hasTwoPaths()) {
      return departments.send(operation, path -> json(call, path, Body::tree));
    }
    if (operation == Operation.FETCH_IMAGE) {
      return signed(call, settings.imagePath(), null, FetchImage.MOST_BYTES, Body::image);
    }
    if (operation == Operation.LIST_RECORDS) {
      // A page may be long: as long as something comes, it is waited for.
      return signed(call, operation.path(), null, MOST_JSON, reader(call));
    }
    return json(
        call,
        operation.path(),
        operation == Operation.LIST_USERS ? Exchanges::firstPeople : Body::tree);
  }

  /** Records are read as they come where nobody wants the objects that were sent. */
  private static Body.Reader reader(Call<?> call) {
    return call instanceof ListRecords records && records.lean()
        ? in -> Body.json(in, ListRecords::lean)
        : Body::tree;
  }

  private Raw json(Call<?> call, String path, Body.Reader reader) {
    return signed(call, path, settings.timeout(), MOST_JSON, reader);
  }

  /** A server that ignores a filter lists everybody: then the rest is not read. */
  private static Body firstPeople(BoundedStream in) throws IOException {
    ArrayNode people = Body.MAPPER.createArrayNode();
    PeopleStream stream = new PeopleStream(node -> people.add(node).size() < ListUsers.MOST);
    Body.JsonSource source = from -> withPeople(stream, from, people);
    Body body = Body.parsed(in, source);
    if (!stream.hadEnough()) {
      in.drain();
    }
    return new Body(body.json(), in.count() == 0);
  }

  private static JsonNode withPeople(PeopleStream stream, InputStream in, ArrayNode people) {
    JsonNode envelope = stream.read(in);
    stream.put(people);
    if (stream.hadEnough() && envelope instanceof ObjectNode object && !object.has("code")) {
      object.put("code", Codes.SUCCESS);
    }
    return envelope;
  }

  /** Sends; a call that the server finds too old or too new is signed once more, by its clock. */
  private Raw signed(
      Call<?> call, String path, @Nullable Duration whole, long most, Body.Reader reader) {
    Raw raw = sentOnce(call, path, whole, most, reader);
    boolean expired =
        raw instanceof Raw.Whole answer
            && answer.code() != null
            && answer.code() == Codes.REQUEST_EXPIRED;
    if (!expired || halt.thrown() || !clock.correctSignatures()) {
      return raw;
    }
    return sentOnce(call, path, whole, most, reader);
  }

  private Raw sentOnce(
      Call<?> call, String path, @Nullable Duration whole, long most, Body.Reader reader) {
    Wire.Request request = requests.request(call, path, clock.signingMillis(), whole);
    Wire.Result<Raw> result =
        wire.exchange(
            request,
            (head, body) -> whole(call.operation(), head, new BoundedStream(body, most), reader));
    if (result instanceof Wire.NotSent<Raw> notSent) {
      return new Raw.NotSent(notSent.why());
    }
    return result instanceof Wire.Whole<Raw> read
        ? read.answer()
        : new Raw.Cut(((Wire.Cut<Raw>) result).why());
  }

  private Raw whole(Operation of, Wire.Head head, BoundedStream in, Body.Reader reader)
      throws IOException {
    ServerClock.Seen date = head.date() == null ? null : clock.told(head.date());
    Body body = bounded(in, reader);
    if (date != null && body.code() != null && of != Operation.FETCH_IMAGE) {
      clock.saw(date);
    }
    return new Raw.Whole(head.status(), body.json(), body.code(), body.empty(), head.retryAfter());
  }

  /** An endless body is whole enough to be judged: it is no answer of SenseLink's. */
  private static Body bounded(BoundedStream in, Body.Reader reader) throws IOException {
    try {
      return reader.read(in);
    } catch (BoundedStream.TooLong e) {
      return new Body(Body.nothing(), false);
    }
  }

  private <T> Reply<T> judged(Call<T> call, Raw raw, long start) {
    Reply<T> reply = Answers.reply(call, raw, !succeeded);
    if (reply instanceof Reply.Answer<T>) {
      succeeded = true;
    }
    if (LOG.isDebugEnabled()) {
      long millis = (machine.nanos() - start) / 1_000_000;
      LOG.debug("{}: {} in {} ms", call.purpose(), shortly(raw), millis);
    }
    return reply;
  }

  private static String shortly(Raw raw) {
    if (raw instanceof Raw.Whole whole) {
      return String.valueOf(whole.code() == null ? whole.status() : whole.code());
    }
    return raw instanceof Raw.NotSent ? "unsent" : "cut";
  }

  private static <T> @Nullable Call<T> following(Call<T> call, Raw raw, Reply<T> reply) {
    return reply instanceof Reply.Answer<T> answer && raw instanceof Raw.Whole whole
        ? call.following(whole.json(), answer.value())
        : null;
  }

  private static <T> Reply<T> notSent(Call<T> call, Reply<?> probe) {
    return probe instanceof Reply.Refusal<?> refusal
        ? new Reply.Refusal<>(refusal.code(), refusal.message(), refusal.codeClass(), null)
        : new Reply.NeverSent<>(
            words("reply.about", call.purpose(), words("reply.notSent", probe.words())));
  }
}
