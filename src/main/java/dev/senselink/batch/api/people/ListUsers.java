package dev.senselink.batch.api.people;

import static dev.senselink.batch.api.ApiMessages.words;

import dev.senselink.batch.api.BoundedInputStream;
import dev.senselink.batch.api.Call;
import dev.senselink.batch.api.ErrorCodes;
import dev.senselink.batch.api.JsonListStream;
import dev.senselink.batch.api.ListProof;
import dev.senselink.batch.api.Operation;
import dev.senselink.batch.api.RequestForm;
import dev.senselink.batch.api.ResponseBody;
import dev.senselink.batch.api.UnexpectedAnswerException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Looks people up by one field, staff and visitors alike (manual 6.3.7). The server may match parts
 * and ignore case, so compare the answer yourself; only a search by id is filtered here. At most
 * {@link #MOST} people are read: a list that long means that the server ignores the filter.
 */
public record ListUsers(Filter filter, String value) implements Call<List<Person>> {
  /** Where reading stops. */
  public static final int MOST = 1_001;

  /** What can be searched by. */
  public enum Filter {
    ID("id"),
    NAME("name"),
    JOB_NUMBER("jobNumber"),
    MOBILE("mobile"),
    MAIL("mail"),
    IC_NUMBER("icNumber");

    private final String field;

    Filter(String field) {
      this.field = field;
    }

    String field() {
      return field;
    }

    /** The person's value of this field; blank if there is none. */
    public String of(Person person) {
      return switch (this) {
        case ID -> Long.toString(person.id());
        case NAME -> person.name();
        case JOB_NUMBER -> person.jobNumber();
        case MOBILE -> person.mobile();
        case MAIL -> person.mail();
        case IC_NUMBER -> person.icNumber();
      };
    }
  }

  /** Refuses a blank value: it would list everybody. */
  public ListUsers {
    if (value.isBlank()) {
      throw new IllegalArgumentException("a search for people needs a value");
    }
  }

  /** The one person with this id, with their groups; empty if there is none. */
  public static ListUsers byId(long id) {
    return new ListUsers(Filter.ID, Long.toString(id));
  }

  /** The people with this value in this field, as the server sees it. */
  public static ListUsers by(Filter filter, String value) {
    return new ListUsers(filter, value);
  }

  @Override
  public Operation operation() {
    return Operation.LIST_USERS;
  }

  @Override
  public String purpose() {
    if (filter == Filter.ID) {
      return words("purpose.getPerson", value);
    }
    return words("purpose.listUsers", filter.field);
  }

  @Override
  public RequestForm form() {
    return new RequestForm().with(filter.field, value);
  }

  /** A server that ignores a filter lists everybody: then the rest is not read. */
  @Override
  public ResponseBody.Reader reader() {
    return ListUsers::firstPeople;
  }

  private static ResponseBody firstPeople(BoundedInputStream in) throws IOException {
    ArrayNode people = ResponseBody.MAPPER.createArrayNode();
    JsonListStream stream = new JsonListStream(node -> people.add(node).size() < MOST);
    ResponseBody body = ResponseBody.parsed(in, from -> withPeople(stream, from, people));
    if (!stream.hadEnough()) {
      in.drain();
    }
    return new ResponseBody(body.json(), in.count() == 0);
  }

  private static JsonNode withPeople(JsonListStream stream, InputStream in, ArrayNode people) {
    JsonNode envelope = stream.read(in);
    stream.put(people);
    if (stream.hadEnough() && envelope instanceof ObjectNode object && !object.has("code")) {
      object.put("code", ErrorCodes.SUCCESS);
    }
    return envelope;
  }

  @Override
  public List<Person> read(JsonNode envelope) throws UnexpectedAnswerException {
    JsonNode rows = ListProof.rows(envelope);
    boolean cutShort = rows.size() >= MOST;
    List<Person> people = new ArrayList<>();
    for (JsonNode node : rows.values()) {
      Person person = ListProof.identified(Person.read(node));
      if (wanted(person)) {
        people.add(cutShort ? person : typed(person));
      }
    }
    if (cutShort && filter == Filter.ID && people.isEmpty()) {
      throw new UnexpectedAnswerException(words("list.ignoresId")); // they may be among the rest
    }
    if (filter == Filter.ID && people.isEmpty() && rows.size() == 1) {
      throw new UnexpectedAnswerException(words("list.another")); // of whoever was not asked for
    }
    if (!cutShort) {
      ListProof.requireFullPage(envelope, rows.size());
      ListProof.requireComplete(envelope, rows.size());
    }
    return List.copyOf(people);
  }

  private boolean wanted(Person person) {
    return filter != Filter.ID || Long.toString(person.id()).equals(value);
  }

  /** A person of whom it is known whether they are staff or a guest. */
  private static Person typed(Person person) throws UnexpectedAnswerException {
    if (person.type() == 0) {
      throw new UnexpectedAnswerException(words("list.noType", person.id()));
    }
    return person;
  }
}
