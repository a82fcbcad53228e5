package dev.senselink.batch.console.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.contentOf;

import dev.senselink.batch.machine.Machine;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.ResponseEntity;

/** A page that fails by a defect of the program. */
class RefusalControllerTest {
  @TempDir private Path data;

  @Test
  void the_page_names_the_file_that_has_the_trace_and_neither_tells_of_a_person() throws Exception {
    RefusalController pages = new RefusalController(new PageRenderer(false), Machine.real(), data);

    ResponseEntity<String> page =
        pages.failed(
            new IllegalStateException("a name that nobody may read"),
            nothing(HttpServletRequest.class),
            nothing(HttpServletResponse.class));

    assertThat(page.getStatusCode().value()).isEqualTo(500);
    List<Path> kept;
    try (Stream<Path> files = Files.list(data.resolve("defects"))) {
      kept = files.toList();
    }
    assertThat(kept).hasSize(1);
    assertThat(page.getBody())
        .contains(kept.get(0).getFileName().toString())
        .doesNotContain("nobody may read");
    assertThat(contentOf(kept.get(0).toFile()))
        .contains("IllegalStateException", "RefusalControllerTest")
        .doesNotContain("nobody may read");
  }

  /** Of a request or an answer that knows nothing. */
  private static <T> T nothing(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) ->
                method.getReturnType() == boolean.class
                    ? Boolean.FALSE
                    : method.getReturnType() == String.class ? "" : null));
  }
}
