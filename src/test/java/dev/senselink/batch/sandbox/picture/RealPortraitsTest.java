package dev.senselink.batch.sandbox.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.SharedData;
import dev.senselink.batch.fixture.SharedFolder;
import dev.senselink.batch.sandbox.call.UploadedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Portraits of real people pass, and only those of one person resemble each other. */
@SharedData
class RealPortraitsTest {
  /** The set has some people twice, under a short and a full name, with one picture. */
  private static final Set<Set<String>> SAME =
      Set.of(
          Set.of("mike-dewine.jpg", "michael-dewine.jpg"),
          Set.of("mike-parson.jpg", "michael-parson.jpg"),
          Set.of("ned-lamont.jpg", "edward-lamont.jpg"),
          Set.of("ron-desantis.jpg", "ronald-desantis.jpg"));

  private final FaceAnalyzer eye = new FaceAnalyzer();
  private final Path faces = SharedFolder.data().resolve("faces");

  private FaceAnalyzer.Seen look(Path photo) throws IOException {
    return eye.look(new UploadedFile("image/jpeg", Files.readAllBytes(photo)));
  }

  private Map<String, FaceAnalyzer.Seen> governors() throws IOException {
    Map<String, FaceAnalyzer.Seen> seen = new TreeMap<>();
    try (Stream<Path> files = Files.list(faces.resolve("us-governors-512"))) {
      for (Path file : files.toList()) {
        seen.put(file.getFileName().toString(), look(file));
      }
    }
    return seen;
  }

  @Test
  void governors_have_one_face_of_good_quality_each() throws IOException {
    assertThat(governors())
        .hasSizeGreaterThan(50)
        .allSatisfy(
            (name, seen) -> {
              assertThat(seen.faces()).isEqualTo(1);
              assertThat(seen.quality().code()).as(seen.quality().desc()).isZero();
            });
  }

  @Test
  void no_two_governors_are_one_person_unless_they_are() throws IOException {
    Map<String, FaceAnalyzer.Seen> all = governors();
    all.forEach(
        (name, seen) ->
            all.forEach(
                (otherName, other) -> {
                  if (!name.equals(otherName)) {
                    FaceIndex index = new FaceIndex();
                    index.put(1, other.likeness().hash());
                    assertThat(index.mostSimilar(seen.likeness(), -1).isPresent())
                        .as("%s and %s", name, otherName)
                        .isEqualTo(SAME.contains(Set.of(name, otherName)));
                  }
                }));
  }

  @ParameterizedTest
  @CsvSource({
    "michelle-lujan-grisham__governor.jpg, michelle-lujan-grisham__house.jpg",
    "human_emotions-b-4.jpg, human_emotions-b-7.jpg",
  })
  void a_photo_cropped_anew_is_the_same_person(String one, String other) throws IOException {
    FaceAnalyzer.Seen first = look(faces.resolve("pairs").resolve(one));
    FaceAnalyzer.Seen second = look(faces.resolve("pairs").resolve(other));
    FaceIndex index = new FaceIndex();

    index.put(1, first.likeness().hash());
    assertThat(index.mostSimilar(second.likeness(), -1)).hasValue(1);
    index.put(1, second.likeness().hash());
    assertThat(index.mostSimilar(first.likeness(), -1)).hasValue(1);
  }
}
