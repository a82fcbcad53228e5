package dev.senselink.batch.roster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables of cases about text files: tokens, separators, headers, cells. */
class CsvCasesTest {
  @TempDir private Path folder;

  static Stream<Arguments> tokens() {
    return Cases.of("roster/tokens.yaml");
  }

  static Stream<Arguments> delimiters() {
    return Cases.of("roster/delimiters.yaml");
  }

  static Stream<Arguments> headers() {
    return Cases.of("roster/headers.yaml");
  }

  static Stream<Arguments> cells() {
    return Cases.of("roster/cells.yaml");
  }

  @ParameterizedTest
  @MethodSource({"tokens", "delimiters", "headers", "cells"})
  void reads(Cases.Case odd) throws IOException {
    Path file = folder.resolve("odd.csv");
    Files.writeString(file, odd.text("file"), UTF_8);
    CaseReading.check(file, odd);
  }
}
