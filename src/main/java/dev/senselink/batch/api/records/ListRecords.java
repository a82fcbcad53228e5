package dev.senselink.batch.api.records;

import static dev.senselink.batch.api.ApiMessages.words;

import dev.senselink.batch.api.Call;
import dev.senselink.batch.api.JsonListStream;
import dev.senselink.batch.api.ListProof;
import dev.senselink.batch.api.Operation;
import dev.senselink.batch.api.PageFields;
import dev.senselink.batch.api.RequestForm;
import dev.senselink.batch.api.ResponseBody;
import dev.senselink.batch.api.UnexpectedAnswerException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.POJONode;

/**
 * One page of the records of who was seen at the doors (manual 6.5.1). The pages after it are the
 * caller's to ask for, so that any number of records needs no more memory than a page:
 *
 * <pre>{@code
 * ListRecords call = new ListRecords(filter, 500);
 * while (call != null) {
 *   Reply<RecordPage> reply = server.ask(call);
 *   ... // an answer's records
 *   call = page.next();
 * }
 * }</pre>
 *
 * Records that arrive meanwhile push others onto later pages: name a highest id in the filter.
 *
 * @param page from 1
 * @param size records a page; no maximum is stated
 * @param lean without the objects that were sent, which is much faster
 */
public record ListRecords(RecordFilter filter, int page, int size, boolean lean)
    implements Call<RecordPage> {
  public ListRecords {
    if (page < 1 || size < 1) {
      throw new IllegalArgumentException("page and size begin at 1");
    }
  }

  /** A page with the objects that were sent. */
  public ListRecords(RecordFilter filter, int page, int size) {
    this(filter, page, size, false);
  }

  /** The first page with the objects that were sent. */
  public ListRecords(RecordFilter filter, int size) {
    this(filter, 1, size);
  }

  /** Records are read as they come where nobody wants the objects that were sent. */
  @Override
  public ResponseBody.Reader reader() {
    return lean ? in -> ResponseBody.json(in, ListRecords::lean) : ResponseBody::tree;
  }

  @Override
  public boolean mayTakeLong() {
    return true;
  }

  /** Reads an answer whose rows are records already. */
  static JsonNode lean(InputStream in) {
    RecordTokenReader reader = new RecordTokenReader();
    ArrayNode rows = ResponseBody.MAPPER.createArrayNode();
    JsonListStream stream =
        JsonListStream.ofRows(parser -> rows.addPOJO(reader.read(parser, ResponseBody.nothing())));
    JsonNode envelope = stream.read(in);
    stream.put(rows);
    return envelope;
  }

  /** Null for a row without an id. */
  private static @Nullable AccessRecord record(JsonNode row) {
    return row instanceof POJONode read && read.getPojo() instanceof AccessRecord record
        ? record
        : AccessRecord.read(row);
  }

  @Override
  public Operation operation() {
    return Operation.LIST_RECORDS;
  }

  @Override
  public String purpose() {
    return words("purpose.listRecords", page);
  }

  @Override
  public RequestForm form() {
    return filter.form().with("page", page).with("size", size);
  }

  @Override
  public RecordPage read(JsonNode envelope) throws UnexpectedAnswerException {
    JsonNode rows = ListProof.rows(envelope);
    List<AccessRecord> records = new ArrayList<>();
    for (JsonNode node : rows.values()) {
      AccessRecord record = ListProof.identified(record(node));
      if (filter.holds(record)) {
        records.add(record);
      }
    }
    ListProof.requireFullPage(envelope, rows.size());
    Long total = ListProof.total(envelope);
    return new RecordPage(records, following(envelope), total, rows.size());
  }

  private @Nullable ListRecords following(JsonNode envelope) {
    return PageFields.isLast(envelope, page) ? null : new ListRecords(filter, page + 1, size, lean);
  }
}
