package dev.senselink.batch.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.api.SecretText;
import dev.senselink.batch.api.ServerSettings;
import dev.senselink.batch.directory.doctor.DoctorTarget;
import dev.senselink.batch.directory.doctor.ServerDoctor;
import dev.senselink.batch.fixture.InChinese;
import dev.senselink.batch.sandbox.Sandbox;
import dev.senselink.batch.sandbox.fault.SandboxSettings;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is found is said in Chinese; the words that scripts rely on stay. */
@ExtendWith(InChinese.class)
class DoctorInChineseTest {
  private static final String KEY = "key";
  private static final String SECRET = "secret";
  private static final SandboxSettings SETTINGS =
      SandboxSettings.standard().withAppKey(KEY, SECRET);

  private static Map<String, Diagnosis> examine(Sandbox sandbox, String key) {
    URI server = sandbox.url();
    ServerSettings settings = ServerSettings.of(server, key, SecretText.of(SECRET));
    DoctorTarget target =
        new DoctorTarget(server, settings, null, false, Duration.ofSeconds(10), ZoneOffset.UTC);
    return new ServerDoctor(target)
        .examine().stream().collect(Collectors.toMap(Diagnosis::check, line -> line));
  }

  @Test
  void a_server_that_is_well() {
    try (Sandbox sandbox = Sandbox.start(SETTINGS)) {
      Map<String, Diagnosis> lines = examine(sandbox, KEY);

      assertThat(lines.get("credentials").found()).isEqualTo("服务器接受 AppKey 和 AppSecret");
      assertThat(lines.get("groups").found()).matches("\\d+ 个组");
      assertThat(lines.get("records").found()).isEqualTo("最近 24 小时有 0 条通行记录");
      assertThat(lines.get("connect").found()).matches("127\\.0\\.0\\.1:\\d+ 可以连接（\\d+ 毫秒）");
      assertThat(lines.values())
          .filteredOn(line -> !line.check().equals("company")) // its name is the server's
          .allSatisfy(line -> assertThat(line.found()).containsPattern("\\p{IsHan}"));
    }
  }

  @Test
  void a_key_that_the_server_does_not_know() {
    try (Sandbox sandbox = Sandbox.start(SETTINGS)) {
      Map<String, Diagnosis> lines = examine(sandbox, "other");

      assertThat(lines.get("credentials").found()).isEqualTo("错误码 10001，服务器不认识这个 AppKey");
      assertThat(lines.get("credentials").remedy()).startsWith("请核对 --app-key 与 SenseLink");
      assertThat(lines.get("requests").found())
          .isEqualTo("没有向服务器发送任何请求：服务器不允许本程序访问，见“AppKey 和 AppSecret”（credentials）");
    }
  }
}
