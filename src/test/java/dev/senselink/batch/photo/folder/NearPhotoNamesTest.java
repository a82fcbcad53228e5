package dev.senselink.batch.photo.folder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.photo.folder.PhotoFolder.PhotoKeys;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which photo that nobody has may be somebody's: a question, and never an answer. */
class NearPhotoNamesTest {
  private static NearPhotoNames.Near near(PhotoKeys keys, String... files) {
    return NearPhotoNames.of(List.of(files)).of(keys);
  }

  private static PhotoKeys person(String jobNumber, String name) {
    return new PhotoKeys("", jobNumber, "", "", name);
  }

  @ParameterizedTest
  @CsvSource({
    "7, Ana Li, 0007.jpg, 7, true",
    "0007, Ana Li, 7.jpg, 0007, false", // the list has them, and is right
    "E7, Ana Li, Li_Ana (1).jpg, Ana Li, false",
    "E7, 王二, 王二-P2.jpg, 王二, false",
    "E7, Jonathan Ray, Jonatan Ray.jpg, Jonathan Ray, false", // a letter left out
    "E7, Jonathan Ray, Jonathann-Ray.png, Jonathan Ray, false", // one too many
    "E7, Jonathan Ray, Jonethan_Ray.jpg, Jonathan Ray, false", // another one
    "E7, Jonathan Ray, Jonahtan Ray.jpg, Jonathan Ray, false", // in another place
    "E7, 欧阳娜娜, 欧阳娜那.jpg, 欧阳娜娜, false",
  })
  void a_name_that_is_nearly_right_is_offered(
      String jobNumber, String name, String file, String key, boolean zeros) {
    assertThat(near(person(jobNumber, name), file))
        .isEqualTo(new NearPhotoNames.Near(file, key, zeros));
  }

  @ParameterizedTest
  @CsvSource({
    "1001, Ana Li, 1002.jpg", // a number with another digit is another person's
    "E1001, Ana Li, E1002.jpg",
    "E7, 王小明, 王小红.jpg", // and so is a short name with another letter
    "E7, Anna, Anne.jpg",
    "E7, Jonathan Ray, Jonatan Rai.jpg", // two letters
  })
  void another_number_or_another_name_is_not(String jobNumber, String name, String file) {
    assertThat(near(person(jobNumber, name), file)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "Ana Li.jpg, Ana_Li.png, false",
    "photos\\jonathan-ray.jpg, Jonatan Ray.jpg, false",
    "7.jpg, 0007.jpg, true",
  })
  void a_file_that_a_cell_names_and_that_is_not_there_is_looked_for_too(
      String cell, String file, boolean zeros) {
    assertThat(near(new PhotoKeys(cell, "E7", "", "", "Somebody Else"), file))
        .isEqualTo(new NearPhotoNames.Near(file, cell, zeros));
  }

  @ParameterizedTest
  @CsvSource({
    "gone.jpg, Somebody Else.jpg", // the cell means a file, and not whoever is called so
    "gone.jpg, E7 (1).jpg",
  })
  void a_cell_means_no_other_file(String cell, String file) {
    assertThat(near(new PhotoKeys(cell, "E7", "", "", "Somebody Else"), file)).isNull();
  }

  @ParameterizedTest
  @CsvSource({"Jonatan Ray.jpg, Jonathan Raj.jpg", "Jonathann Ray.jpg, sub/Jonathann Ray.jpg"})
  void two_files_that_may_be_meant_are_none(String one, String other) {
    assertThat(near(person("E7", "Jonathan Ray"), one, other)).isNull();
  }
}
