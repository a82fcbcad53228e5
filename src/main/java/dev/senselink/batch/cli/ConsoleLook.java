package dev.senselink.batch.cli;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.api.client.SenseLinkClient;
import dev.senselink.batch.api.organisation.OrganisationCalls;
import dev.senselink.batch.api.people.GroupReference;
import dev.senselink.batch.api.people.ListUsers;
import dev.senselink.batch.api.people.ListUsers.Filter;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.cli.console.ExitCode;
import dev.senselink.batch.cli.option.ConnectionOptions;
import dev.senselink.batch.cli.option.PhotoPreparationOptions;
import dev.senselink.batch.console.look.ListLook;
import dev.senselink.batch.console.look.Look;
import dev.senselink.batch.console.look.LookFailedException;
import dev.senselink.batch.job.ConnectionSettings;
import dev.senselink.batch.job.RunEnvironment;
import dev.senselink.batch.job.privacy.PersonHistory;
import dev.senselink.batch.job.resolve.ServerFace;
import dev.senselink.batch.job.resolve.WaitingRows;
import dev.senselink.batch.photo.PhotoEngine;
import dev.senselink.batch.photo.PhotoLimits;
import dev.senselink.batch.roster.RosterColumn;
import java.net.URI;
import java.text.Normalizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Looks for the console with the settings that its commands have. */
final class ConsoleLook implements Look {
  /** Large enough to tell two people apart. */
  private static final PhotoLimits SHOWN = new PhotoLimits(640, 200 * 1024L);

  /** What another process is told that finds the data folder held for the moment of a look. */
  private static final String HOLDER = "console";

  private static final int MOST_FOUND = 50;

  /** Pages that ask by themselves must not read the configuration each time. */
  private static final Duration SERVER_KNOWN = Duration.ofSeconds(10);

  /** A command that has all the options which matter here; it is not run. */
  private static final List<String> OPTIONS = List.of("resolve", "-");

  private final ConsoleOptions options;
  private final RunEnvironment world;
  private volatile Map<String, WaitingRows> known = Map.of();
  private @Nullable PhotoEngine engine;
  private @Nullable String serverKnown;
  private long serverReadAt;

  ConsoleLook(List<String> settings, Map<String, String> environment, RunEnvironment world) {
    this.options = new ConsoleOptions(settings, environment, world);
    this.world = world;
  }

  @Override
  public Waiting waiting(Collection<String> runs) {
    List<WaitingRows> found =
        WaitingRows.of(
            world.machine(), options(ConnectionOptions.class).where.folder(), HOLDER, runs);
    Map<String, WaitingRows> byRun = new HashMap<>();
    List<WaitingRow> all = new ArrayList<>();
    Map<String, String> unread = new HashMap<>();
    for (WaitingRows of : found) {
      byRun.put(of.run(), of);
      String why =
          of.read(
              row -> all.add(new WaitingRow(of.run(), row.hash(), row.outcome(), row.fields())));
      if (!why.isEmpty()) {
        unread.put(of.run(), why);
      }
    }
    known = byRun;
    return new Waiting(all, unread);
  }

  @Override
  public byte @Nullable [] photo(WaitingRow row) {
    WaitingRows of = known.get(row.run());
    return of == null ? null : of.photo(row.outcome(), engine(), SHOWN);
  }

  @Override
  public Optional<Somebody> person(long id) {
    return ask(server -> need(server.ask(ListUsers.byId(id))).stream().findFirst())
        .map(ConsoleLook::shown);
  }

  @Override
  public byte @Nullable [] photo(long person) {
    try {
      return ask(server -> ServerFace.of(person, server, engine(), SHOWN));
    } catch (LookFailedException e) {
      return null;
    }
  }

  @Override
  public List<Somebody> search(String text) {
    String sought = folded(text);
    if (sought.isEmpty()) {
      return List.of();
    }
    return ask(server -> search(server, text.strip(), sought));
  }

  @Override
  public List<Deed> deeds(long person) {
    ConnectionOptions connection = options(ConnectionOptions.class);
    URI server = connection.addressAlone();
    return server == null
        ? List.of()
        : PersonHistory.of(
                world.machine(),
                connection.where.folder(),
                HOLDER,
                ConnectionSettings.address(server),
                person)
            .stream()
            .map(
                one ->
                    new Deed(
                        one.run().id(),
                        one.run().command(),
                        one.run().startedAt(),
                        one.outcome(),
                        one.kind() == null ? "" : one.kind().name()))
            .toList();
  }

  @Override
  public Site site() {
    long company = ask(server -> need(server.ask(OrganisationCalls.company())).id());
    URI server = options(ConnectionOptions.class).addressAlone();
    if (server == null) {
      throw new LookFailedException(words("look.unanswered"));
    }
    return new Site(server.toString(), company);
  }

  @Override
  public synchronized String server() {
    long now = world.machine().nanos();
    if (now - serverReadAt >= SERVER_KNOWN.toNanos() || serverKnown == null) {
      serverKnown = readServer();
      serverReadAt = now;
    }
    return serverKnown;
  }

  /** {@code ""} also where the settings cannot be read: whoever asks the server is told that. */
  private String readServer() {
    try {
      URI server = options(ConnectionOptions.class).addressAlone();
      return server == null ? "" : ConnectionSettings.address(server);
    } catch (RuntimeException e) {
      RuntimeException told = told(e);
      if (told instanceof LookFailedException) {
        return "";
      }
      throw told;
    }
  }

  private static List<Somebody> search(RetryingClient server, String text, String sought) {
    Map<Long, Somebody> found = new LinkedHashMap<>();
    for (Filter filter : List.of(Filter.NAME, Filter.JOB_NUMBER, Filter.MOBILE, Filter.IC_NUMBER)) {
      need(
          server.search(
              Map.of(filter, text),
              (person, json) -> {
                if (found.size() < MOST_FOUND && fits(person, sought)) {
                  found.putIfAbsent(person.id(), shown(person));
                }
              }));
    }
    return List.copyOf(found.values());
  }

  private static boolean fits(Person person, String sought) {
    return folded(person.name()).contains(sought)
        || Stream.of(person.jobNumber(), person.mobile(), person.icNumber())
            .anyMatch(number -> folded(number).equals(sought));
  }

  private static String folded(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
  }

  private static Somebody shown(Person p) {
    Map<RosterColumn, String> fields = new EnumMap<>(RosterColumn.class);
    fields.put(RosterColumn.NAME, p.name());
    fields.put(RosterColumn.JOB_NUMBER, p.jobNumber());
    fields.put(RosterColumn.MOBILE, p.mobile());
    fields.put(RosterColumn.IC_NUMBER, p.icNumber());
    fields.put(RosterColumn.MAIL, p.mail());
    fields.put(RosterColumn.POSITION, p.position());
    fields.put(RosterColumn.LOCATION, p.location());
    fields.put(RosterColumn.BIRTHDAY, p.birthday());
    fields.put(RosterColumn.ENTRY_TIME, p.entryTime());
    fields.put(RosterColumn.REMARK, p.remark());
    fields.put(RosterColumn.HOST, p.receptionUserName());
    fields.put(RosterColumn.DATE_TIME_FROM, p.dateTimeFrom());
    fields.put(RosterColumn.DATE_TIME_TO, p.dateTimeTo());
    fields.values().removeIf(String::isBlank);
    List<GroupReference> groups = p.groups();
    return new Somebody(
        p.id(),
        p.type() == Person.GUEST,
        fields,
        groups == null ? null : groups.stream().map(g -> new Group(g.id(), g.name())).toList(),
        p.createAt());
  }

  private static <T> T need(Reply<T> reply) {
    if (reply instanceof Reply.Answer<T> answer) {
      return answer.value();
    }
    throw new LookFailedException(words("look.unanswered"));
  }

  /** Asks once: a page waits for no outage. */
  private <T> T ask(Function<RetryingClient, T> work) {
    ConnectionOptions connection = options(ConnectionOptions.class);
    try {
      ConnectionSettings open = connection.open(told -> {});
      try (SenseLinkClient client = open.open()) {
        return work.apply(new RetryingClient(client, open.patience(), told -> {}).withoutRetries());
      }
    } catch (RuntimeException e) {
      throw told(e);
    } finally {
      connection.close();
    }
  }

  /** What people are told goes on to them; a defect stays one. */
  private static RuntimeException told(RuntimeException e) {
    return e instanceof LookFailedException || Cli.codeOf(e) == ExitCode.DEFECT
        ? e
        : new LookFailedException(String.valueOf(e.getMessage()));
  }

  private synchronized PhotoEngine engine() {
    PhotoEngine opened = engine;
    if (opened == null) {
      opened = options(PhotoPreparationOptions.class).engine(told -> {});
      engine = opened;
    }
    return opened;
  }

  @Override
  public ListLook list(List<String> words) {
    try {
      return ConsoleListLook.of(words, options, this::engine);
    } catch (RuntimeException e) {
      throw told(e);
    }
  }

  private <T> T options(Class<T> wanted) {
    return options.of(OPTIONS, wanted);
  }
}
