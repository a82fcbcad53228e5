package dev.senselink.batch.directory.doctor;

import static dev.senselink.batch.directory.DirectoryMessages.words;

import dev.senselink.batch.directory.Diagnosis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Carries probes out and answers in time whatever they do: a name service may hang for minutes. */
final class ProbeRunner {
  private ProbeRunner() {}

  /**
   * A probe, and what it is told as when it does not end.
   *
   * @param check of the line that stands for it then
   */
  record Probe(String check, Callable<List<Diagnosis>> work) {}

  /** All of them, a few at once, in their order. */
  static List<Diagnosis> all(List<Probe> probes, int atOnce, Duration atMost) {
    ExecutorService threads = Executors.newFixedThreadPool(atOnce, ProbeRunner::daemon);
    try {
      List<Callable<List<Diagnosis>>> work = new ArrayList<>();
      probes.forEach(probe -> work.add(probe.work()));
      List<Future<List<Diagnosis>>> done =
          threads.invokeAll(work, atMost.toMillis(), TimeUnit.MILLISECONDS);
      List<Diagnosis> lines = new ArrayList<>();
      for (int i = 0; i < probes.size(); i++) {
        lines.addAll(result(probes.get(i).check(), done.get(i), atMost));
      }
      return lines;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    } finally {
      threads.shutdownNow();
    }
  }

  /** One of them. */
  static List<Diagnosis> one(String check, Duration atMost, Callable<List<Diagnosis>> work) {
    return all(List.of(new Probe(check, work)), 1, atMost);
  }

  private static List<Diagnosis> result(String check, Future<List<Diagnosis>> done, Duration atMost)
      throws InterruptedException {
    try {
      return done.get();
    } catch (CancellationException e) {
      return List.of(
          Diagnosis.bad(
              check, words("probe.late", atMost.toSeconds()), words("probe.late.remedy")));
    } catch (ExecutionException e) {
      // Kind only: the message may hold an address with what must not be shown.
      String kind = e.getCause() == null ? "unknown" : e.getCause().getClass().getSimpleName();
      return List.of(
          Diagnosis.bad(check, words("probe.failed", kind), words("probe.failed.remedy")));
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "senselink-doctor");
    thread.setDaemon(true);
    return thread;
  }
}
