package dev.senselink.batch.cli.practice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.cli.console.Typing;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandTest {
  @TempDir Path folder;

  @Test
  void the_demo_onboards_its_people_and_says_where_the_report_is() {
    Path report = folder.resolve("report");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();

    int exit = Typing.run(List.of("demo", "--report", report.toString()), out, err);

    assertThat(exit).as(err.toString(StandardCharsets.UTF_8)).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("report: " + report);
    assertThat(report.resolve("results.csv")).content().contains("Mia Lindt,CREATED");
  }
}
