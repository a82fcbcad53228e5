package dev.senselink.batch.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A group is private only if the system's lists show nobody else in it. */
class LocalUserTest {
  @TempDir Path folder;
  private Path groups;
  private Path users;

  @BeforeEach
  void write() throws IOException {
    groups =
        Files.writeString(
            folder.resolve("group"), "root:x:0:\nana:x:1001:\nbo:x:1002:bo,ana\nsl:x:990:\n");
    users =
        Files.writeString(
            folder.resolve("passwd"),
            "root:x:0:0::/root:/bin/sh\nsync:x:5:0::/sbin:/bin/sync\n"
                + "ana:x:1001:1001::/home/ana:/bin/sh\nsl:x:990:990::/var/sl:/bin/false\n"
                + "alice:x:1003:990::/home/alice:/bin/sh\n");
  }

  private boolean isPrivate(String group) {
    return LocalUser.hasNoOtherMember(groups, users, group, group);
  }

  @Test
  void one_of_its_own() {
    assertThat(isPrivate("ana")).isTrue();
    assertThat(isPrivate("root")).isTrue();
  }

  @Test
  void one_with_a_member_is_not() {
    assertThat(isPrivate("bo")).isFalse();
  }

  @Test
  void one_that_is_somebody_else_s_first_group_is_not() {
    assertThat(isPrivate("sl")).isFalse();
  }

  @Test
  void one_that_the_list_does_not_name_may_be_anybody_s() {
    assertThat(isPrivate("directory")).isFalse();
  }
}
