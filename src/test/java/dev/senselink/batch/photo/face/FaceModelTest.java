package dev.senselink.batch.photo.face;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.senselink.batch.photo.SourceBytes;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The models are what their makers published, and the NOTICE says so. */
class FaceModelTest {
  @ParameterizedTest
  @EnumSource
  void a_model_is_what_was_published(FaceModel model) throws IOException {
    byte[] bytes = model.bytes();
    String notice;
    try (InputStream in = Objects.requireNonNull(FaceModel.class.getResourceAsStream("NOTICE"))) {
      notice = new String(in.readAllBytes(), UTF_8);
    }

    assertThat(SourceBytes.sha256(bytes)).isEqualTo(model.sha256());
    assertThat(notice).contains(bytes.length + " bytes, sha256 " + model.sha256());
  }

  @ParameterizedTest
  @EnumSource
  void a_model_that_was_changed_or_is_missing_is_not_run(FaceModel model) throws IOException {
    byte[] changed = model.bytes();
    changed[changed.length / 2] ^= 1;

    for (byte[] wrong : List.of(changed, new byte[0])) {
      assertThatThrownBy(() -> model.checked(wrong))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(".tflite")
          .hasMessageContaining("install the program again");
    }
  }
}
