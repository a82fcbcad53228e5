package dev.senselink.batch.console;

import static dev.senselink.batch.console.page.ConsoleMessages.words;

import dev.senselink.batch.console.access.ForeignRequestFilter;
import dev.senselink.batch.console.access.LanguageFilter;
import dev.senselink.batch.console.access.ProxyFilter;
import dev.senselink.batch.console.access.SessionLimitFilter;
import dev.senselink.batch.console.access.SignInTokens;
import dev.senselink.batch.console.command.CommandQueue;
import dev.senselink.batch.console.command.CommandRunner;
import dev.senselink.batch.console.jobs.Jobs;
import dev.senselink.batch.console.page.PageRenderer;
import dev.senselink.batch.console.watch.ConsoleWatch;
import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.ledger.store.IdleDataFolder;
import dev.senselink.batch.machine.Machine;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.http.HttpCookie.SameSite;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.EagerContentHandler;
import org.eclipse.jetty.server.handler.SizeLimitHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.filter.DelegatingFilterProxy;
import org.springframework.web.servlet.DispatcherServlet;

/**
 * A console that listens: on this machine only, or for an office ({@link Office}).
 *
 * <pre>{@code
 * try (Console console = Console.open(new ConsoleSettings(data, 8420), Machine.real())) {
 *   print(console.signInAddress());
 *   ...
 * }
 * }</pre>
 */
public final class Console implements AutoCloseable {
  private static final int THREADS = 24;

  /** Each is an open file of this process, which its jobs need too. */
  private static final int CONNECTIONS = 1000;

  /** In bytes; twice the largest part of an upload, which is refused in words. */
  private static final long LARGEST_REQUEST = 2L << 20;

  /** What commands are told that wait for the data folder. */
  private static final String NAME = "console";

  private final Server server;
  private final ConsoleConnector connector;
  private final SignInTokens tokens;
  private final RunningConsole mark;
  private final Path data;
  private final CommandQueue queue;
  private final ConsoleWatch watch;
  private final IdleDataFolder idle;
  private final Jobs jobs;

  private Console(
      Server server,
      ConsoleConnector connector,
      SignInTokens tokens,
      RunningConsole mark,
      Path data,
      CommandQueue queue,
      ConsoleWatch watch,
      IdleDataFolder idle,
      Jobs jobs) {
    this.jobs = jobs;
    this.data = data;
    this.queue = queue;
    this.watch = watch;
    this.idle = idle;
    this.server = server;
    this.connector = connector;
    this.tokens = tokens;
    this.mark = mark;
  }

  /**
   * A new address to sign in at the console that another process has at work on a data folder.
   *
   * @return empty if none is
   * @throws ConsoleException if the data folder cannot be written
   */
  public static Optional<String> running(Path data, Machine machine) {
    try {
      return RunningConsole.signInAddress(data, machine);
    } catch (IOException e) {
      throw new ConsoleException(words("console.data"), e);
    }
  }

  /**
   * Opens it.
   *
   * @param commands runs what is started in it
   * @throws ConsoleException if the port is taken, the data folder cannot be written, or another
   *     console is at work on it
   */
  public static Console open(ConsoleSettings settings, Machine machine, CommandRunner commands) {
    RunningConsole mark;
    try {
      mark = RunningConsole.mark(settings.data());
    } catch (IOException e) {
      throw new ConsoleException(words("console.data"), e);
    }
    if (mark == null) {
      throw new ConsoleException(words("console.running", settings.data()), null);
    }
    try {
      return open(settings, machine, mark, commands);
    } catch (RuntimeException e) {
      close(mark);
      throw e;
    }
  }

  private static void close(RunningConsole mark) {
    try {
      mark.close();
    } catch (IOException e) {
      throw new ConsoleException(words("console.unclosed"), e);
    }
  }

  private static Console open(
      ConsoleSettings settings, Machine machine, RunningConsole mark, CommandRunner commands) {
    CommandQueue queue = new CommandQueue(commands, machine, settings.data());
    QueuedThreadPool threads = new QueuedThreadPool(THREADS);
    threads.setName("console");
    threads.setDaemon(true);
    Server server = new Server(threads);
    ConsoleConnector connector = ConsoleConnector.open(server, settings, machine);
    SignInTokens tokens = new SignInTokens(settings.data(), machine);
    ConsoleParts parts = new ConsoleParts(settings, machine, tokens, queue, commands);
    server.setErrorHandler(new BareErrorHandler());
    // A form is read before a thread waits for it: whoever sends one slowly holds up nobody.
    SizeLimitHandler limited = new SizeLimitHandler(LARGEST_REQUEST, -1); // refused unread
    limited.setHandler(
        new EagerContentHandler(
            pages(parts, settings.office(), machine, connector), new FormReader()));
    server.setHandler(limited);
    server.addBean(new NetworkConnectionLimit(CONNECTIONS, server));
    try {
      server.start();
      IdleDataFolder idle = IdleDataFolder.keep(machine, settings.data(), NAME);
      Console console =
          new Console(
              server,
              connector,
              tokens,
              mark,
              settings.data(),
              queue,
              parts.watch(),
              idle,
              parts.jobs());
      mark.at(settings.data(), console.address());
      return console;
    } catch (Exception e) {
      throw new ConsoleException(words("console.unopened"), e);
    }
  }

  private static ServletContextHandler pages(
      ConsoleParts own, @Nullable Office office, Machine machine, ConsoleConnector connector) {
    ServletContextHandler context = new ServletContextHandler("/", true, false);
    context.getSessionHandler().setHttpOnly(true);
    context.getSessionHandler().setSameSite(SameSite.STRICT);
    // Browsers tell cookies apart by host alone: each console has one of its own.
    context.getSessionHandler().setSessionCookie("senselink-" + connector.port());
    context.getSessionHandler().setSecureCookies(office != null);
    context.getSessionHandler().setSessionIdPathParameterName("none");
    context.setErrorHandler(new BareErrorHandler());
    AnnotationConfigWebApplicationContext parts = new AnnotationConfigWebApplicationContext();
    parts.setEnvironment(new NoOutsideSettings());
    own.into(parts);
    context.addEventListener(
        new ServletContextListener() {
          @Override
          public void contextInitialized(ServletContextEvent event) {
            parts.setServletContext(event.getServletContext());
            parts.refresh();
          }

          @Override
          public void contextDestroyed(ServletContextEvent event) {
            parts.close();
          }
        });
    if (office != null && office.behind() != null) {
      add(context, new ProxyFilter(office.proxies()));
    }
    add(context, new ForeignRequestFilter(connector::own));
    add(context, new LanguageFilter());
    add(context, new SessionLimitFilter(machine));
    add(context, new DelegatingFilterProxy("springSecurityFilterChain", parts));
    context.addServlet(new ServletHolder(new DispatcherServlet(parts)), "/");
    return context;
  }

  private static void add(ServletContextHandler context, Filter filter) {
    context.addFilter(new FilterHolder(filter), "/*", EnumSet.of(DispatcherType.REQUEST));
  }

  /** The port that it listens on. */
  int port() {
    return connector.port();
  }

  /** Where it is. */
  public String address() {
    return connector.address();
  }

  /**
   * A new address that signs in whoever opens it first, within ten minutes.
   *
   * @throws ConsoleException if the data folder cannot be written
   */
  public String signInAddress() {
    try {
      return signIn(address(), tokens);
    } catch (IOException e) {
      throw new ConsoleException(words("console.data"), e);
    }
  }

  /**
   * A file that signs in whoever opens it first in a browser, within ten minutes: only its user can
   * read it, and no list of processes shows what stands in it.
   *
   * @throws ConsoleException if the data folder cannot be written
   */
  public Path signInFile() {
    try {
      Path file = data.resolve("console").resolve("open.html");
      PrivateFiles.write(
          file, new PageRenderer(false).signInFile(address() + "/sign-in", tokens.issue()));
      return file;
    } catch (IOException e) {
      throw new ConsoleException(words("console.data"), e);
    }
  }

  static String signIn(String address, SignInTokens tokens) throws IOException {
    return address + "/sign-in?token=" + tokens.issue();
  }

  /** The job files that it does not obey, each with the reason. */
  public List<String> refusedJobs() {
    return jobs.refused();
  }

  /** From now on it also does what nobody asks for: the checks, and jobs when they are due. */
  public void begin() {
    watch.start();
  }

  /** Stops what runs in order, and then itself. */
  @Override
  public void close() {
    watch.close();
    queue.close();
    idle.close();
    connector.close();
    try {
      server.stop();
    } catch (Exception e) {
      throw new ConsoleException(words("console.unclosed"), e);
    } finally {
      close(mark);
    }
  }
}
