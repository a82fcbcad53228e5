package dev.senselink.batch.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.api.client.SenseLinkClient;
import dev.senselink.batch.api.records.AccessRecord;
import dev.senselink.batch.api.stream.PushListener;
import dev.senselink.batch.api.stream.PushSettings;
import dev.senselink.batch.api.stream.RecordPush;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A listener of the push that remembers, and the thread that listens. */
public final class Heard implements PushListener, AutoCloseable {
  private final LinkedBlockingQueue<String> events = new LinkedBlockingQueue<>();
  private final List<AccessRecord> records = new ArrayList<>();
  private final SenseLinkClient client;
  private final RecordPush push;
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile @Nullable StopCause cause;

  public Heard(SenseLinkClient client, PushSettings settings) {
    this(client, RecordPush.of(client, settings));
  }

  public Heard(SenseLinkClient client, RecordPush push) {
    this.client = client;
    this.push = push;
    Thread thread =
        new Thread(
            () -> {
              cause = push.listen(this);
              over.countDown();
            });
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void connected() {
    events.add("connected");
  }

  @Override
  public void record(AccessRecord record) {
    synchronized (records) {
      records.add(record);
    }
    events.add("record " + record.id());
  }

  @Override
  public void unread() {
    events.add("unread");
  }

  @Override
  public void cut(String why) {
    events.add("cut: " + why);
  }

  /** The next event, which must come. */
  public String next() throws InterruptedException {
    String event = events.poll(120, TimeUnit.SECONDS);
    assertThat(event).as("something heard").isNotNull();
    return event;
  }

  /** Whether for so long nothing is heard. */
  public boolean nothing(Duration time) throws InterruptedException {
    return events.poll(time.toMillis(), TimeUnit.MILLISECONDS) == null;
  }

  public List<AccessRecord> records() {
    synchronized (records) {
      return List.copyOf(records);
    }
  }

  /** Why the listening ended; it must end by itself. */
  public StopCause end() throws InterruptedException {
    assertThat(over.await(120, TimeUnit.SECONDS)).as("ended").isTrue();
    return cause;
  }

  @Override
  public void close() throws InterruptedException {
    client.close();
    end();
  }
}
