package dev.senselink.batch.simulation;

import java.util.List;

/** What was mended of HTTP itself. Histories are played without it, so a test finds each. */
final class WireMutants {
  static final List<ProgramMutant> ALL =
      List.of(
          ProgramMutant.of(
              "a charset stands in multipart/form-data (L7)",
              "api/transport/HttpRequestEncoder.java",
              "ContentType.create(\"multipart/form-data\");",
              "ContentType.create(\"multipart/form-data\", StandardCharsets.ISO_8859_1);"),
          ProgramMutant.of(
              "answers that are packed unasked are taken as they come (L7)",
              "api/transport/HttpTransport.java",
              "case \"gzip\", \"x-gzip\" ->",
              "case \"off\" ->"),
          ProgramMutant.of(
              "a value has no limit (L46)",
              "api/ResponseBody.java",
              "LONGEST_VALUE = 1 << 20;",
              "LONGEST_VALUE = 1 << 30;"));

  private WireMutants() {}
}
