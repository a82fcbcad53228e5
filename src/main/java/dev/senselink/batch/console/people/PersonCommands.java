package dev.senselink.batch.console.people;

import dev.senselink.batch.console.command.CommandQueue;
import dev.senselink.batch.console.command.CommandRunner;
import dev.senselink.batch.console.command.QueuedCommand;
import dev.senselink.batch.console.look.Look;
import dev.senselink.batch.console.look.Look.Somebody;
import dev.senselink.batch.console.runs.RunCatalog;
import dev.senselink.batch.language.DisplayLanguage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is done about one person, in the words of the command line, one after the other. */
public final class PersonCommands {
  private final CommandQueue queue;
  private final RunCatalog runs;

  public PersonCommands(CommandQueue queue, RunCatalog runs) {
    this.queue = queue;
    this.runs = runs;
  }

  CommandQueue queue() {
    return queue;
  }

  /** Who holds the data folder besides this console, {@code ""} if nobody does. */
  String holder() {
    return runs.holderBeside(queue);
  }

  /** Takes somebody out of groups. */
  void leave(long person, List<Long> groups) {
    queue.forget(key(person));
    for (long group : groups) {
      start(
          key(person) + "-" + group,
          List.of("group", "remove", "#" + group, String.valueOf(person)));
    }
  }

  /** Deletes somebody from the server. */
  void delete(Somebody person) {
    queue.forget(key(person.id()));
    String kind = person.guest() ? "guest" : "user";
    start(
        key(person.id()) + "-delete",
        List.of(kind, "delete", String.valueOf(person.id()), "--yes"));
  }

  /** Erases from this machine what is kept of somebody of this server, and of nobody elsewhere. */
  void erase(long person, Look.Site of) {
    queue.forget(key(person));
    start(
        key(person) + "-erase",
        List.of(
            "privacy",
            "erase",
            "--person=" + person,
            "--server=" + of.server(),
            "--company=" + of.company(),
            "--yes"));
  }

  private void start(String key, List<String> words) {
    List<String> all = new ArrayList<>(words);
    all.add("--lang=" + DisplayLanguage.language().getLanguage());
    queue.start(key, all, how -> {});
  }

  private static String key(long person) {
    return "person-" + person;
  }

  /** The one that runs or waits. */
  Optional<QueuedCommand> atWork(long person) {
    return queue.findAny(key(person));
  }

  /** Stops what is at work in order, and begins nothing more of it. */
  void stop(long person) {
    queue.stopAll(key(person));
  }

  /** How it has ended, {@code []} where nothing was done. */
  List<CommandRunner.Ended> ended(long person) {
    return List.copyOf(queue.endedAny(key(person)).values());
  }
}
