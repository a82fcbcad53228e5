package dev.senselink.batch.samples;

import dev.senselink.batch.fixture.Portraits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** As a spreadsheet program on Chinese Windows saves it: GB18030, and a zip with names in GBK. */
final class ChineseSample {
  private static final int FIRST_PORTRAIT = 301;

  /**
   * Midday of 1 January 2024 in the zone it is written in, so that a zip is made the same again.
   */
  private static final LocalDateTime WRITTEN = LocalDateTime.of(2024, 1, 1, 12, 0);

  private static final List<String> ROSTER =
      List.of(
          "姓名,工号,性别,手机号,部门,职务,入职日期,照片",
          "张伟,GH001,男,13900000301,研发部/平台组,工程师,2019年3月1日,",
          "王秀英,GH002,女,13900000302,研发部/平台组,工程师,2020/7/15,王秀英（新）.jpg",
          "李娜,GH003,女,13900000303,财务部,会计,2021.1.4,",
          "刘洋,GH004,男,+86 139 0000 0304,研发部,经理,20170901,",
          "欧阳𠮷,GH005,男,13900000305,财务部,出纳,2022-10-10,");

  private ChineseSample() {}

  static void write(Path folder) throws IOException {
    Map<String, byte[]> photos = new LinkedHashMap<>();
    photos.put("照片/张伟.jpg", portrait(0));
    photos.put("照片/王秀英（新）.jpg", portrait(1));
    photos.put("照片/GH003_李娜.jpg", portrait(2));
    photos.put("照片/GH004.jpg", portrait(3));
    photos.put("照片/13900000305.jpg", portrait(4));
    new World(folder)
        .roster(Charset.forName("GB18030"), ROSTER)
        .file("photos.zip", zip(photos, Charset.forName("GBK")));
  }

  private static byte[] portrait(int index) {
    return Portraits.person(FIRST_PORTRAIT + index, World.SIDE);
  }

  private static byte[] zip(Map<String, byte[]> photos, Charset names) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes, names)) {
      for (Map.Entry<String, byte[]> photo : photos.entrySet()) {
        ZipEntry entry = new ZipEntry(photo.getKey());
        entry.setTimeLocal(WRITTEN);
        out.putNextEntry(entry);
        out.write(photo.getValue());
      }
    }
    return bytes.toByteArray();
  }
}
