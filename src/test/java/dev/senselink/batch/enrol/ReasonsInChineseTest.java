package dev.senselink.batch.enrol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Decisions;
import dev.senselink.batch.fixture.Imported;
import dev.senselink.batch.fixture.World;
import dev.senselink.batch.sandbox.fault.FaultRule;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** With {@code --lang zh} every row's reason is a Chinese sentence, whatever became of the row. */
@Tag("slow")
class ReasonsInChineseTest {
  private static final int TWIN = 900;

  /** What stays as it is in every language: options, and the server's own words. */
  private static final Pattern AS_IT_IS =
      Pattern.compile("--[a-z-]+( [a-z0-9]+)?|（服务器原文：[^）]*）|SenseLink|JPEG");

  private static final Pattern ENGLISH = Pattern.compile("\\p{IsLatin}{2,} \\p{IsLatin}{2,}");
  private static final Pattern HAN = Pattern.compile("\\p{IsHan}");

  @RegisterExtension final World world = new World().inHaste();

  private Imported run(String... options) {
    List<String> all = new ArrayList<>(List.of("--lang", "zh"));
    all.addAll(List.of(options));
    Imported run = world.run(all.toArray(String[]::new));
    isChinese(run);
    return run;
  }

  private static void isChinese(Imported run) {
    assertThat(run.rows())
        .filteredOn(row -> !row.reason().isEmpty())
        .allSatisfy(
            row -> {
              assertThat(HAN.matcher(row.reason()).find()).as(row.reason()).isTrue();
              String own = AS_IT_IS.matcher(row.reason()).replaceAll("");
              assertThat(ENGLISH.matcher(own).find()).as(row.reason()).isFalse();
            });
  }

  @Test
  void staff_in_every_trouble() {
    world.alreadyWithFace(TWIN, "Bo", "jobNumber", "E9");
    world.already("Anna Old", "jobNumber", "E1");
    world.already("Cy", "jobNumber", "E3");
    world.already("Cy", "jobNumber", "E3");
    world.row("Ana", "E1");
    world.row("Lo", "E2").anotherPictureOf(TWIN);
    world.row("Cy", "E3");
    world.row("Di", "E4").with("department", "Nowhere");
    world.row("Ed", "E5").with("groups", "Nobody");
    world.row("Fay", "E6").withoutPhoto();
    world.row("Gus", "E7").with("birthday", "yesterday").with("gender", "?");
    world.row("Bo", "E9");

    Imported run = run();

    assertThat(run.of("Ana").reason())
        .matches("人员 \\d+ 的工号（jobNumber）与该行相同，但姓名不同；请在 conflicts.xlsx 中决定：.*");
    assertThat(run.of("Lo").reason()).matches("服务器上已有人脸非常相似的人员：人员 \\d+；请在 conflicts.xlsx 中决定：.*");
    assertThat(run.of("Cy").reason())
        .isEqualTo("按工号（jobNumber）或其他号码，服务器上有 2 人可能是该行的人员；请在 conflicts.xlsx 中决定是哪一个");
    assertThat(run.of("Di").reason())
        .isEqualTo("部门 Nowhere：服务器上没有这个部门；请改正单元格，或用 --create-missing 新建");
    assertThat(run.of("Ed").reason()).startsWith("服务器上没有组 Nobody；");
    assertThat(run.of("Gus").reason()).contains("；");
    assertThat(run.of("Bo").reason()).isEqualTo("服务器上已有此人");
    assertThat(run("--on-similar", "skip").of("Lo").reason())
        .startsWith("已按 --on-similar skip 跳过：人员 ");

    Imported skipped =
        world.resolve(
            Decisions.of(run).decide("Lo", "skip").decide("Ana", "skip").write(), "--lang", "zh");

    isChinese(skipped);
    assertThat(skipped.of("Lo").reason()).startsWith("已于 " + LocalDate.now() + " 决定跳过；");
    assertThat(run().of("Ana").reason()).contains("--recheck-decisions");
  }

  @Test
  void guests_in_every_trouble() {
    world.guest("Bea", "13800000001");
    world.guest("Cy", "13800000002").with("host", "Nobody At All");
    world
        .guest("Di", "13800000003")
        .with("dateTimeFrom", "2001-01-01")
        .with("dateTimeTo", "2001-01-02");
    world.guest("Ed", "13800000004").withoutPhoto();
    run();
    world.edited(world.person("Bea").id(), "remark", "their own");

    Imported run = run("--on-existing", "update");

    assertThat(run.of("Bea").reason()).startsWith("本程序写入之后，有人在服务器上修改了该访客的姓名、手机号或备注；");
    assertThat(run.of("Cy").reason()).startsWith("接待人：没有员工的工号");
    assertThat(run.of("Di").reason()).startsWith("来访已于 2001-01-02 23:59:59 结束");
    assertThat(run.of("Ed").reason()).endsWith("访客必须有照片：请补上");
  }

  @Test
  void answers_that_are_no_good() {
    world.rows(12);
    world.fault(
        FaultRule.on("createUser").apiCode(30001).call(1),
        FaultRule.on("createUser").apiCode(30004).call(2),
        FaultRule.on("createUser").apiCode(4711).call(3),
        FaultRule.on("createUser").status(413).call(4),
        FaultRule.on("createUser").apiCode(50001).call(5),
        FaultRule.on("createUser").reset().after().call(6),
        FaultRule.on("createUser").htmlPage().call(7),
        FaultRule.on("countFaces").apiCode(30003).call(3),
        FaultRule.on("checkFaceQuality").status(500).call(4));

    Imported run = run("--tries", "1", "--concurrency", "1", "--timeout", "3");
    world.allIsWell().fault(FaultRule.on("createUser").apiCode(10005));
    Imported refused = run("--tries", "1", "--restart");

    assertThat(run.endings())
        .contains("REJECTED_ROW 30001", "FAILED UNKNOWN_STATE", "REJECTED_ROW 4711");
    assertThat(run.rows())
        .anySatisfy(row -> assertThat(row.reason()).startsWith("服务器没有给出可用的应答（检测照片质量："))
        .anySatisfy(row -> assertThat(row.reason()).startsWith("已发送，但无法查明服务器是否已执行（"));
    assertThat(refused.exit()).isEqualTo(4);
    assertThat(refused.rows())
        .anySatisfy(row -> assertThat(row.reason()).startsWith("该行发送之前运行已停止；"));
  }
}
