package dev.senselink.batch.api.client;

import static dev.senselink.batch.api.ApiMessages.words;

import dev.senselink.batch.api.BoundedInputStream;
import dev.senselink.batch.api.Call;
import dev.senselink.batch.api.ErrorCodes;
import dev.senselink.batch.api.HttpOutcome;
import dev.senselink.batch.api.JsonListStream;
import dev.senselink.batch.api.Operation;
import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.RequestForm;
import dev.senselink.batch.api.ResponseBody;
import dev.senselink.batch.api.ServerSettings;
import dev.senselink.batch.api.organisation.OrganisationCalls;
import dev.senselink.batch.api.people.ListEverybody;
import dev.senselink.batch.api.transport.ServerTransport;
import dev.senselink.batch.machine.Machine;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** Carries a call out: its path, its signature, how its body is read and what it means. */
final class CallExecutor implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SenseLinkClient.class);

  /** A list that goes on for ever must not fill the disk: some ten million people. */
  private static final long MOST_LIST = 8L << 30;

  /** What came of a call, and the call for its next page. */
  record Result<T>(Reply<T> reply, @Nullable Call<T> following) {}

  private final ServerSettings settings;
  private final Machine machine;
  private final ServerClock clock;
  private final HaltSwitch halt;
  private final Signer signer;
  private final ServerTransport wire;
  private final DepartmentPathProbe departments = new DepartmentPathProbe();
  private volatile boolean succeeded;
  private volatile BooleanSupplier mayChange = () -> true;

  CallExecutor(
      ServerSettings settings,
      Machine machine,
      ServerTransport wire,
      ServerClock clock,
      HaltSwitch halt) {
    this.settings = settings;
    this.machine = machine;
    this.wire = wire;
    this.clock = clock;
    this.halt = halt;
    this.signer = new Signer(settings.appKey(), settings.appSecret());
  }

  <T> Result<T> exchange(Call<T> call) {
    Operation operation = call.operation();
    if (operation.hasTwoPaths() && operation.changes() && !departments.isKnown()) {
      Reply<?> probe = exchange(OrganisationCalls.departments()).reply();
      if (!departments.isKnown()) {
        return new Result<>(notSent(call, probe), null);
      }
    }
    long start = machine.nanos();
    HttpOutcome raw = byPath(call);
    Reply<T> reply = judged(call, raw, start);
    return new Result<>(reply, following(call, raw, reply));
  }

  /** Everybody, or whom a search finds, given away one by one. */
  Reply<Long> everybody(ListEverybody call, Consumer<JsonNode> each, @Nullable Duration atMost) {
    JsonListStream stream =
        new JsonListStream(
            node -> {
              each.accept(node);
              return true;
            });
    long start = machine.nanos();
    HttpOutcome raw =
        signed(
            call,
            call.operation().path(),
            atMost,
            MOST_LIST,
            in -> ResponseBody.json(in, stream::read));
    return judged(call, raw, start);
  }

  @Override
  public void close() {
    wire.close();
  }

  private HttpOutcome byPath(Call<?> call) {
    Operation operation = call.operation();
    if (operation.hasTwoPaths()) {
      return departments.send(operation, path -> sent(call, path));
    }
    String path = operation == Operation.FETCH_IMAGE ? settings.imagePath() : operation.path();
    return sent(call, path);
  }

  private HttpOutcome sent(Call<?> call, String path) {
    Duration whole = call.mayTakeLong() ? null : settings.timeout();
    return signed(call, path, whole, call.mostBytes(), call.reader());
  }

  /** Sends; a call that the server finds too old or too new is signed once more, by its clock. */
  private HttpOutcome signed(
      Call<?> call, String path, @Nullable Duration whole, long most, ResponseBody.Reader reader) {
    HttpOutcome raw = sentOnce(call, path, whole, most, reader);
    boolean expired =
        raw instanceof HttpOutcome.Whole answer
            && answer.code() != null
            && answer.code() == ErrorCodes.REQUEST_EXPIRED;
    if (!expired || halt.isHalted() || !clock.startCorrecting()) {
      return raw;
    }
    return sentOnce(call, path, whole, most, reader);
  }

  private HttpOutcome sentOnce(
      Call<?> call, String path, @Nullable Duration whole, long most, ResponseBody.Reader reader) {
    ServerTransport.Result<HttpOutcome> result =
        wire.exchange(
            request(call, path, whole),
            (head, body) ->
                whole(call.operation(), head, new BoundedInputStream(body, most), reader));
    if (result instanceof ServerTransport.NotSent<HttpOutcome> notSent) {
      return new HttpOutcome.NotSent(notSent.why());
    }
    return result instanceof ServerTransport.Whole<HttpOutcome> read
        ? read.answer()
        : new HttpOutcome.Cut(((ServerTransport.Cut<HttpOutcome>) result).why());
  }

  /** Signature and form: as a query with GET, as parts of a body with POST (NOTES 8, 11). */
  private ServerTransport.Request request(Call<?> call, String path, @Nullable Duration whole) {
    RequestForm form = call.form();
    Map<String, String> fields = signer.fields(clock.signingMillis());
    fields.putAll(form.texts());
    return new ServerTransport.Request(
        call.operation().method(),
        path,
        call.pathId(),
        fields,
        form.photoField(),
        form.photo(),
        whole,
        settings.timeout(),
        call.operation().changes() ? () -> mayChange.getAsBoolean() : () -> true);
  }

  /** From now on nothing that changes the server leaves but while this is so. */
  void changeOnlyWhile(BooleanSupplier condition) {
    mayChange = condition;
  }

  private HttpOutcome whole(
      Operation of, ServerTransport.Head head, BoundedInputStream in, ResponseBody.Reader reader)
      throws IOException {
    ServerClock.Seen date = head.date() == null ? null : clock.told(head.date());
    ResponseBody body;
    try {
      body = reader.read(in);
    } catch (BoundedInputStream.TooLong e) {
      if (head.status() >= 200 && head.status() < 300) {
        return new HttpOutcome.Cut(words("answer.tooLong"));
      }
      // An endless page of an error is judged by its status.
      body = new ResponseBody(ResponseBody.nothing(), false);
    }
    if (date != null && body.code() != null && of != Operation.FETCH_IMAGE) {
      clock.saw(date);
    }
    return new HttpOutcome.Whole(
        head.status(), body.json(), body.code(), body.empty(), head.retryAfter());
  }

  private <T> Reply<T> judged(Call<T> call, HttpOutcome raw, long start) {
    Reply<T> reply = ReplyInterpreter.reply(call, raw, !succeeded);
    if (reply instanceof Reply.Answer<T>) {
      succeeded = true;
    }
    if (LOG.isDebugEnabled()) {
      long millis = (machine.nanos() - start) / 1_000_000;
      LOG.debug("{}: {} in {} ms", call.purpose(), shortly(raw), millis);
    }
    return reply;
  }

  private static String shortly(HttpOutcome raw) {
    if (raw instanceof HttpOutcome.Whole whole) {
      return String.valueOf(whole.code() == null ? whole.status() : whole.code());
    }
    return raw instanceof HttpOutcome.NotSent ? "unsent" : "cut";
  }

  private static <T> @Nullable Call<T> following(Call<T> call, HttpOutcome raw, Reply<T> reply) {
    return reply instanceof Reply.Answer<T> answer && raw instanceof HttpOutcome.Whole whole
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
