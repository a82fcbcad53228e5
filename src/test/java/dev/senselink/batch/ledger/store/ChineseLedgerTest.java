package dev.senselink.batch.ledger.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.senselink.batch.language.DisplayLanguage;
import dev.senselink.batch.language.InChinese;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(InChinese.class)
class ChineseLedgerTest {
  @TempDir private Path folder;

  @Test
  void a_second_run_is_told_of_the_first_in_its_own_language() {
    DisplayLanguage.speak(Locale.ENGLISH);
    try (DataFolder first = DataFolder.lock(folder, "import users")) {
      DisplayLanguage.speak(Locale.CHINESE);

      assertThat(DataFolder.holderOf(first.path()))
          .matches(
              "进程 "
                  + ProcessHandle.current().pid()
                  + "，import users（用户 "
                  + System.getProperty("user.name")
                  + "），开始于 2[-0-9]* [:0-9]*");
      assertThatThrownBy(() -> DataFolder.lock(folder, "import guests"))
          .hasMessage(
              folder + " 中有另一个运行正在进行：" + DataFolder.holderOf(folder) + "。请等它结束，或用 --data 指定别的文件夹。");
    }
  }

  @Test
  void a_holder_noted_by_another_version_is_told_as_it_is() throws IOException {
    Files.writeString(folder.resolve("lock.txt"), "process 7, import users, since noon");

    assertThat(DataFolder.holderOf(folder)).isEqualTo("process 7, import users, since noon");
  }

  @Test
  void a_network_folder_is_refused_with_what_to_do() {
    assertThatThrownBy(() -> DataFolder.refuseNetwork(Path.of("/mnt/hr"), "nfs4"))
        .hasMessage("数据文件夹 /mnt/hr 位于网络文件系统（nfs4）上，锁在那里不可靠。请用 --data 指定本机上的文件夹。");
  }
}
