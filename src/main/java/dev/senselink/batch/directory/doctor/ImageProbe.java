package dev.senselink.batch.directory.doctor;

import static dev.senselink.batch.directory.DirectoryMessages.words;

import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.ServerSettings;
import dev.senselink.batch.api.client.SenseLinkClient;
import dev.senselink.batch.api.people.FetchImage;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.directory.Diagnosis;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Whether a person's image can be fetched: the first one found is, looked at and forgotten. */
final class ImageProbe {
  private static final String CHECK = "images";

  private final ServerSettings settings;

  ImageProbe(ServerSettings settings) {
    this.settings = settings;
  }

  Diagnosis look() {
    try (SenseLinkClient client = SenseLinkClient.open(settings)) {
      AtomicReference<@Nullable String> first = new AtomicReference<>();
      Reply<Long> listed = firstImage(client, first);
      String image = first.get();
      if (image != null) {
        return fetched(client.send(new FetchImage(image)));
      }
      return listed instanceof Reply.Answer<Long> answer
          ? Diagnosis.ok(CHECK, notTried(answer.value()))
          : Diagnosis.warn(
              CHECK, words("images.unasked", listed.words()), words("images.unasked.remedy"));
    }
  }

  private static String notTried(long people) {
    return words(people == 0 ? "images.nobody" : "images.noPhoto");
  }

  /** The list can be long, and one image is enough. */
  private Reply<Long> firstImage(SenseLinkClient client, AtomicReference<@Nullable String> first) {
    try {
      return client.streamPeople(person -> take(person, first), settings.timeout());
    } catch (Enough e) {
      return new Reply.Answer<>(1L);
    }
  }

  private static void take(Person person, AtomicReference<@Nullable String> first) {
    if (!person.avatarId().isBlank()) {
      first.set(person.avatarId());
      throw new Enough();
    }
  }

  private Diagnosis fetched(Reply<byte[]> reply) {
    String path = settings.imagePath();
    String remedy = words("images.remedy");
    if (!(reply instanceof Reply.Answer<byte[]> answer)) {
      return Diagnosis.bad(CHECK, words("images.none", path, reply.words()), remedy);
    }
    return isPicture(answer.value())
        ? Diagnosis.ok(CHECK, words("images.fetched", path))
        : Diagnosis.bad(CHECK, words("images.noPicture", path), remedy);
  }

  /** JPEG or PNG. */
  private static boolean isPicture(byte[] bytes) {
    return bytes.length > 2
        && ((bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xD8)
            || (bytes[0] == (byte) 0x89 && bytes[1] == 'P'));
  }

  /** Ends the reading of a list; nothing went wrong, so it knows no place. */
  private static final class Enough extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Enough() {
      super("enough", null, false, false);
    }
  }
}
