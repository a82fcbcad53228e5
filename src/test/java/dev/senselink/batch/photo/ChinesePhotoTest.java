package dev.senselink.batch.photo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.senselink.batch.language.InChinese;
import dev.senselink.batch.photo.engine.ThumbnailatorEngine;
import dev.senselink.batch.photo.folder.PhotoFolder;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(InChinese.class)
class ChinesePhotoTest {
  @TempDir private Path folder;

  @Test
  void what_the_file_is_instead_stands_in_the_sentence() {
    assertThat(reason("%PDF-1.7".getBytes(UTF_8))).isEqualTo("这是“PDF 文档”，不是能读取的照片；请提供 JPEG 或 PNG");
    assertThat(reason("hello".getBytes(UTF_8))).isEqualTo("这是“文本文件”，不是能读取的照片；请提供 JPEG 或 PNG");
  }

  @Test
  void sizes_stand_in_the_sentence() {
    byte[] bmp = new byte[64];
    ByteBuffer header = ByteBuffer.wrap(bmp).order(java.nio.ByteOrder.LITTLE_ENDIAN);
    header.put(0, (byte) 'B').put(1, (byte) 'M').putInt(14, 40).putInt(18, 30_000).putInt(22, 200);

    assertThat(reason(bmp)).isEqualTo("30000 x 200 像素；最多只打开总共 100 百万像素、每边 20000 像素的照片：请存得小一些");
  }

  @Test
  void a_folder_that_is_not_there_is_told_with_the_option() {
    Path nowhere = folder.resolve("照片");

    assertThatThrownBy(() -> PhotoFolder.open(nowhere, true))
        .hasMessage(nowhere + "：没有这个照片文件夹或 zip 文件；请检查 --photos");
  }

  private static String reason(byte[] content) {
    PhotoFile file = new MemoryPhotoFile(content);
    return ((PhotoRefusal) new ThumbnailatorEngine().prepare(file, PhotoLimits.standard()))
        .reason();
  }
}
