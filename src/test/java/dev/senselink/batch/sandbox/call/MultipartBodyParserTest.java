package dev.senselink.batch.sandbox.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartBodyParserTest {
  private static final String TYPE = "multipart/form-data; boundary=\"b-1\"; charset=UTF-8";

  private static List<MultipartBodyParser.Part> parts(String body) {
    return MultipartBodyParser.parts(TYPE, body.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void text_files_and_empty_parts_are_told_apart() {
    List<MultipartBodyParser.Part> parts =
        parts(
            """
            --b-1
            Content-Disposition: form-data; name="name"
            Content-Type: text/plain; charset=UTF-8

            默认--b-1
            --b-1
            Content-Disposition: form-data; name="remark"


            --b-1
            Content-Disposition: form-data; name="avatarFile"; filename="name=\\"x\\".jpg"
            content-type: image/jpeg

            \r\r\n--b
            --b-1--
            """
                .replace("\n", "\r\n")
                .replace("\r\r", "\r"));

    assertThat(parts)
        .extracting(MultipartBodyParser.Part::name)
        .containsExactly("name", "remark", "avatarFile");
    assertThat(parts)
        .extracting(MultipartBodyParser.Part::isFile)
        .containsExactly(false, false, true);
    assertThat(new String(parts.get(0).bytes(), StandardCharsets.UTF_8)).isEqualTo("默认--b-1");
    assertThat(parts.get(1).bytes()).isEmpty();
    assertThat(parts.get(2).contentType()).isEqualTo("image/jpeg");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "--b-1",
        "--b-1\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nvalue",
        "--b-1\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nvalue\r\n--b-1",
        "--b-1\r\nContent-Disposition: form-data; name=\"a\"",
        "--b-1\r\nContent-Disposition: form-data\r\n\r\nvalue\r\n--b-1--",
      })
  void a_body_cut_short_or_without_a_name_is_refused(String body) {
    assertThatThrownBy(() -> parts(body)).isInstanceOf(CallRefusedException.class);
  }

  @Test
  void without_a_boundary_nothing_can_be_read() {
    assertThatThrownBy(() -> MultipartBodyParser.parts("multipart/form-data", new byte[0]))
        .isInstanceOf(CallRefusedException.class)
        .hasMessageContaining("boundary");
  }
}
