package dev.senselink.batch.trust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.Main;
import dev.senselink.batch.fixture.OtherProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written for Spring, wherever it may look, is not for this program. */
@Tag("slow")
class ForeignSettingsTest {
  private static final String SOURCES = "file:evil.xml";

  /** Made into objects, it leaves a folder behind. */
  private static final String EVIL =
      """
      <beans xmlns="http://www.springframework.org/schema/beans"
             xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
             xsi:schemaLocation="http://www.springframework.org/schema/beans
                 https://www.springframework.org/schema/beans/spring-beans.xsd">
        <bean class="java.io.FileOutputStream" lazy-init="false">
          <constructor-arg type="java.lang.String" value="ran"/>
        </bean>
      </beans>
      """;

  private static final String LEAKED = "leaked.log";

  private static final String LEAK =
      """
      <configuration>
        <appender name="leak" class="ch.qos.logback.core.FileAppender">
          <file>%s</file>
          <encoder><pattern>%%msg%%n</pattern></encoder>
        </appender>
        <root level="TRACE"><appender-ref ref="leak"/></root>
      </configuration>
      """
          .formatted(LEAKED);

  @TempDir Path folder;

  @BeforeEach
  void leaveSomethingBehind() throws IOException {
    Files.writeString(folder.resolve("evil.xml"), EVIL);
    Files.writeString(folder.resolve("roster.csv"), "jobNumber,name\n1,Ana\n");
  }

  /**
   * All ways in which settings come to another program of this kind, at once: one that were obeyed
   * would leave a file. A logger would put names and requests into one that anybody chose.
   */
  @Test
  void nothing_in_the_folder_or_the_environment_is_obeyed() throws IOException {
    String properties = "spring.main.sources=" + SOURCES + "\n";
    Files.createDirectories(folder.resolve("config"));
    Files.createDirectories(folder.resolve("evil"));
    Files.writeString(folder.resolve("application.properties"), properties);
    Files.writeString(
        folder.resolve("config/application.yml"), "spring.main.sources: " + SOURCES + "\n");
    Files.writeString(folder.resolve("evil.properties"), properties);
    Files.writeString(folder.resolve("evil/application.properties"), properties);
    Files.writeString(folder.resolve("application-evil.properties"), properties);
    for (String name : List.of("logback.xml", "logback-test.xml", "logback-spring.xml")) {
      Files.writeString(folder.resolve(name), LEAK);
    }

    importing(
        Map.ofEntries(
            Map.entry("SPRING_MAIN_SOURCES", SOURCES),
            Map.entry("SPRING_APPLICATION_JSON", "{\"spring.main.sources\":\"" + SOURCES + "\"}"),
            Map.entry("SPRING_CONFIG_ADDITIONAL_LOCATION", "file:./evil/"),
            Map.entry("SPRING_CONFIG_IMPORT", "file:./evil.properties"),
            Map.entry("SPRING_PROFILES_ACTIVE", "evil"),
            Map.entry("LOGGING_CONFIG", "file:logback.xml"),
            Map.entry("LOGBACK_CONFIGURATION_FILE", "logback.xml"),
            Map.entry("LOGGING_FILE_NAME", LEAKED),
            Map.entry("LOGGING_LEVEL_ROOT", "TRACE"),
            Map.entry("DEBUG", "true"),
            Map.entry("TRACE", "true")));

    assertThat(folder.resolve("report/results.csv")).exists();
    assertThat(folder.resolve("ran")).doesNotExist();
    assertThat(folder.resolve(LEAKED)).doesNotExist();
  }

  /** It would be read in place of what lies in the folder. */
  @Test
  void nor_a_place_of_settings_that_the_environment_names() throws IOException {
    Files.createDirectories(folder.resolve("evil"));
    Files.writeString(
        folder.resolve("evil/application.properties"), "spring.main.sources=" + SOURCES + "\n");

    importing(Map.of("SPRING_CONFIG_LOCATION", "file:./evil/"));

    assertThat(folder.resolve("report/results.csv")).exists();
    assertThat(folder.resolve("ran")).doesNotExist();
  }

  /** Any folder of a Spring project: nobody means harm. */
  @Test
  void another_program_s_settings_break_nothing() throws IOException {
    Files.writeString(
        folder.resolve("application.yml"),
        "spring:\n  profiles:\n    active: prod\n  batch:\n    jdbc:\n      table-prefix: OTHER_\n"
            + "      initialize-schema: never\n");
    Files.writeString(folder.resolve("application-prod.yml"), "not: [yaml\n");

    importing(Map.of("SPRING_BATCH_JDBC_TABLE_PREFIX", "ANOTHER_"));
  }

  private void importing(Map<String, String> environment) {
    String[] args = {
      "import",
      "users",
      "roster.csv",
      "--sandbox",
      "--allow-no-photo",
      "--photo-engine", // the other takes a second to load
      "thumbnailator",
      "--report",
      "report"
    };
    try (OtherProcess program = OtherProcess.start(folder, environment, Main.class, args)) {
      program.restOfLines();
      int exit = program.exitCode();
      assertThat(exit).as(program.errors()).isZero();
    }
  }
}
