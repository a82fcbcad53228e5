package dev.senselink.batch.fleet.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a broker is, who gets in, and who could listen. */
class BrokerPlaceTest {
  private static final String DATABASE = "0123456789abcdef0123";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tcp://broker",
        "tcp://broker:61616?user=me",
        "tcp://me:secret@broker:61616",
        "tcp://broker:70000",
        "ssl://broker:61616",
        "embedded",
        "embedded:0",
        "(tcp://a:1,tcp://b:1)"
      })
  void anything_else_behind_an_address_is_none(String text) {
    assertThat(BrokerPlace.of(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "tcp://127.0.0.1:61616, false, false",
    "tcp://localhost:61616, false, false",
    "tcp://broker.example.com:61616, false, true",
    "tcp://10.0.0.1:61616, false, true",
    "tcp://10.0.0.1:61616, true, false"
  })
  void beyond_this_machine_the_way_is_encrypted(String text, boolean insecure, boolean encrypted) {
    BrokerPlace place = BrokerPlace.of(text).orElseThrow().protectedBy(null, insecure);

    assertThat(place.isEncrypted()).isEqualTo(encrypted);
    assertThat(place.url().contains("sslEnabled=true&verifyHost=true")).isEqualTo(encrypted);
    assertThat(place.isExposed()).isEqualTo(insecure);
  }

  @Test
  void a_password_is_in_no_words() {
    BrokerPlace place = BrokerPlace.of("tcp://h:1").orElseThrow().by("me", "geheim");

    assertThat(place + place.url()).doesNotContain("geheim");
  }

  private static int free() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }

  @Test
  void one_with_a_user_lets_nobody_else_in() throws IOException {
    int port = free();
    BrokerPlace own = BrokerPlace.of("embedded:" + port).orElseThrow().by("me", "geheim");
    BrokerPlace at = BrokerPlace.of("tcp://127.0.0.1:" + port).orElseThrow();
    try (BrokerServer server = BrokerServer.start(own, folder.resolve("broker"))) {
      for (BrokerPlace other :
          new BrokerPlace[] {at, at.by("me", "other"), at.by("you", "geheim"), at.by("me", "")}) {
        assertThatThrownBy(() -> SitePost.open(other, DATABASE))
            .isInstanceOfSatisfying(
                BrokerException.class,
                e -> {
                  assertThat(e.isUnfit()).isTrue();
                  assertThat(e).hasMessageNotContaining("geheim");
                });
      }
      try (SitePost post = SitePost.open(at.by("me", "geheim"), DATABASE)) {
        assertThat(post.count()).isZero();
      }
      assertThat(server).isNotNull();
    }
  }

  @Test
  void a_broker_that_is_away_is_no_mistake_of_anybody() throws IOException {
    BrokerPlace nobody = BrokerPlace.of("tcp://127.0.0.1:" + free()).orElseThrow();

    assertThatThrownBy(() -> SitePost.open(nobody, DATABASE))
        .isInstanceOfSatisfying(BrokerException.class, e -> assertThat(e.isUnfit()).isFalse());
  }

  @Test
  void what_was_sent_is_there_after_a_new_start_and_comes_as_often_as_it_is_not_done()
      throws IOException {
    int port = free();
    BrokerPlace own = BrokerPlace.of("embedded:" + port).orElseThrow();
    BrokerPlace at = BrokerPlace.of("tcp://127.0.0.1:" + port).orElseThrow();
    try (BrokerServer server = BrokerServer.start(own, folder.resolve("broker"));
        SitePost post = SitePost.open(at, DATABASE)) {
      post.send("text", Instant.now().plusSeconds(600));
      assertThat(server).isNotNull();
    }
    try (BrokerServer server = BrokerServer.start(own, folder.resolve("broker"))) {
      for (int n = 0; n < 12; n++) { // ten times is the library's own end
        try (SitePost post = SitePost.open(at, DATABASE)) {
          SitePost.Delivery delivery = post.receive(Duration.ofSeconds(10));
          assertThat(delivery).as("delivery %d", n).isNotNull();
          assertThat(delivery.text()).isEqualTo("text");
        }
      }
      try (SitePost post = SitePost.open(at, "another database")) {
        assertThat(post.receive(Duration.ofMillis(100))).as("of another database").isNull();
      }
      assertThat(server).isNotNull();
    }
  }

  @Test
  void what_is_to_come_later_comes_later_and_what_is_done_never() throws IOException {
    int port = free();
    BrokerPlace own = BrokerPlace.of("embedded:" + port).orElseThrow();
    BrokerPlace at = BrokerPlace.of("tcp://127.0.0.1:" + port).orElseThrow();
    try (BrokerServer server = BrokerServer.start(own, folder.resolve("broker"));
        SitePost post = SitePost.open(at, DATABASE)) {
      post.send("text", Instant.now().plusSeconds(600));
      SitePost.Delivery first = post.receive(Duration.ofSeconds(10));
      assertThat(first).isNotNull();
      first.later(Instant.now().plusSeconds(2));
      assertThat(post.count()).isEqualTo(1);
      assertThat(post.receive(Duration.ofMillis(200))).isNull();
      SitePost.Delivery again = post.receive(Duration.ofSeconds(10));
      assertThat(again).isNotNull();
      again.done();
      assertThat(post.count()).isZero();
      post.send("late", Instant.now().minusSeconds(1));
      assertThat(post.receive(Duration.ofMillis(500))).as("its time is over").isNull();
      assertThat(server).isNotNull();
    }
  }
}
