package dev.senselink.batch.simulation;

import java.util.List;

/**
 * What was mended of backups where no server and no death has a part: files, zips, words. Histories
 * play none of that, so a test finds each.
 */
final class BackupMutants {
  static final List<ProgramMutant> ALL =
      List.of(
          ProgramMutant.of(
              "a NUL makes a backup no text (B7)",
              "job/intake/BackupSheet.java",
              "Roster.openOwn(file, displayName, READING)",
              "Roster.open(file, displayName, READING)"),
          ProgramMutant.of(
              "two exports may write one folder (B8)",
              "backup/export/ExportFolderLock.java",
              "if (!lock.isTaken()) {",
              "if (!lock.channel.isOpen()) {"),
          ProgramMutant.of(
              "a zip that another password opens is replaced (B9)",
              "backup/export/ZipTargetCheck.java",
              "throw FolderTargetCheck.occupied(file, words(\"into.otherPassword\", file));",
              "return null;"),
          ProgramMutant.of(
              "another server's zip is replaced (B9)",
              "backup/export/ZipTargetCheck.java",
              "      FolderTargetCheck.needSame(file, before.manifest(), same);\n",
              ""),
          ProgramMutant.of(
              "somebody else's half of a zip is replaced (B9)",
              "backup/export/ZipPartFile.java",
              "if (part.isOurs(password, company)) {",
              "if (part.channel.isOpen()) {"),
          ProgramMutant.of(
                  "records that are missing count as one (B10)",
                  "backup/export/RecordDownloader.java",
                  "words(\"missing.recordsAtMost\", why), idsLeft);",
                  "words(\"missing.recordsAtMost\", why), 1);")
              .and("Math.max(1, there - count)", "1"),
          ProgramMutant.of(
              "an export writes into the old backup (L19)",
              "backup/export/FolderBackupTarget.java",
              "Files.move(part, handover.newFile(name),",
              "Files.move(part, folder.resolve(name),"),
          ProgramMutant.of(
              "a complete next backup is not read (L19)",
              "backup/BackupLayout.java",
              "return complete ? next : folder;",
              "return folder;"),
          ProgramMutant.of(
              "the rest of a next backup counts as whole (L19)",
              "backup/export/BackupReplacement.java",
              "    Files.deleteIfExists(newFile(BackupLayout.MANIFEST));\n"
                  + "    DurableFiles.force(next);\n",
              ""),
          ProgramMutant.of(
              "of two hosts in the records one is taken (L20)",
              "backup/export/RecordScan.java",
              "? one : new KeyedRecord(one.key(), new byte[0]);",
              "? one : other;"),
          ProgramMutant.of(
              "a door picture that cannot be had is not told (L20)",
              "backup/gather/ExportShortfall.java",
              "RECORD_PHOTO(\"recordPhoto\", true)",
              "RECORD_PHOTO(\"recordPhoto\", false)"),
          ProgramMutant.of(
              "door pictures go where the option is left out (L20)",
              "backup/export/BackupShrinkage.java",
              "of(\"recordPhotos\", before, now, one -> one.rows(",
              "of(\"recordPhotos\", now, now, one -> one.rows("),
          ProgramMutant.of(
              "door pictures are not placed with the new backup (L20)",
              "backup/export/BackupReplacement.java",
              "        each(kind, this::place);\n",
              "        if (kind == PhotoKind.PERSON) {\n"
                  + "          each(kind, this::place);\n"
                  + "        }\n"),
          ProgramMutant.of(
              "door pictures are not verified (L20)",
              "backup/verify/Verification.java",
              "recordPhotos = check.run();",
              "recordPhotos = 0;"));

  private BackupMutants() {}
}
