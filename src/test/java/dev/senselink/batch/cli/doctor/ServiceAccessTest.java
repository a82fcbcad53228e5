package dev.senselink.batch.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Root may do everything, and the service may not: what it may is told by owners and modes. */
class ServiceAccessTest {
  private static final ServiceAccess OTHER = new ServiceAccess("senselink", "senselink");

  @TempDir Path folder;

  @BeforeEach
  void open() throws IOException {
    mode(folder, "rwxr-xr-x");
  }

  private static Path mode(Path file, String mode) throws IOException {
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }

  private ServiceAccess owner() throws IOException {
    PosixFileAttributes of = Files.readAttributes(folder, PosixFileAttributes.class);
    return new ServiceAccess(of.owner().getName(), "no such group");
  }

  private ServiceAccess group() throws IOException {
    PosixFileAttributes of = Files.readAttributes(folder, PosixFileAttributes.class);
    return new ServiceAccess("no such user", of.group().getName());
  }

  @ParameterizedTest
  @CsvSource({
    "rw-------,true,false,false",
    "---r-----,false,true,false",
    "------r--,false,false,true",
    "rw-r--r--,true,true,true"
  })
  void a_file_is_read_by_its_owner_its_group_or_others(
      String mode, boolean own, boolean ofGroup, boolean others) throws IOException {
    Path file = mode(Files.createFile(folder.resolve("ca.pem")), mode);

    assertThat(owner().mayRead(file)).isEqualTo(own);
    assertThat(group().mayRead(file)).isEqualTo(ofGroup);
    assertThat(OTHER.mayRead(file)).isEqualTo(others);
  }

  @Test
  void nothing_is_read_through_a_closed_folder() throws IOException {
    Path closed = Files.createDirectory(folder.resolve("closed"));
    Path file = mode(Files.createFile(closed.resolve("ca.pem")), "rw-r--r--");
    Path link = Files.createSymbolicLink(folder.resolve("link.pem"), file);
    mode(closed, "rwx------");

    assertThat(OTHER.mayRead(file)).isFalse();
    assertThat(OTHER.mayRead(link)).isFalse();
    assertThat(OTHER.mayRead(folder.resolve("none.pem"))).isFalse();
  }

  @Test
  void a_folder_that_is_to_be_made_is_judged_by_where_it_would_be() throws IOException {
    Path inbox = Files.createDirectory(folder.resolve("inbox"));

    assertThat(OTHER.mayWriteInto(inbox.resolve("all/reports"))).isFalse();
    mode(inbox, "rwxrwxrwx");
    assertThat(OTHER.mayWriteInto(inbox.resolve("all/reports"))).isTrue();
  }

  @Test
  void what_the_units_hide_is_known() {
    assertThat(ServiceAccess.isHidden(Path.of("/root/ca.pem"))).isTrue();
    assertThat(ServiceAccess.isHidden(Path.of("/home/hr/ca.pem"))).isTrue();
    assertThat(ServiceAccess.isHidden(Path.of("/etc/senselink/ca.pem"))).isFalse();
  }

  @Test
  void reports_are_not_left_where_only_root_may_write() {
    ReportsQuestion question = new ReportsQuestion(null, new ServiceAccess("nobody here", "none"));

    assertThat(question.take("/srv/senselink/reports").orElse(""))
        .contains("/srv/senselink/reports", "nobody here");
    assertThat(question.folder()).isNull();
  }
}
