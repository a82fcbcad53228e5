package dev.senselink.batch.sandbox.world;

import dev.senselink.batch.sandbox.call.CallAnswer;
import dev.senselink.batch.sandbox.call.SandboxFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** The list of what really changed; also a file, where each line is written before the answer. */
public final class CommitLog implements AutoCloseable {
  private final List<CommittedChange> commits = new ArrayList<>();
  private final @Nullable FileChannel file;

  public CommitLog(@Nullable Path file) {
    this.file = file == null ? null : SandboxFiles.openForAppend(file);
  }

  /** Adds the commit that {@code made} makes of its number. */
  public synchronized CommittedChange add(LongFunction<CommittedChange> made) {
    CommittedChange commit = made.apply(commits.size() + 1L);
    commits.add(commit);
    if (file != null) {
      write(file, commit);
    }
    return commit;
  }

  private static void write(FileChannel file, CommittedChange commit) {
    try {
      String line = CallAnswer.JSON.writeValueAsString(line(commit)) + "\n";
      ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the list of commits cannot be written", e);
    }
  }

  private static Map<String, Object> line(CommittedChange commit) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("seq", commit.seq());
    line.put("time", commit.time().toString());
    line.put("operation", commit.operation());
    line.put("id", commit.id());
    line.put("type", commit.type());
    line.put("name", commit.name());
    line.put("jobNumber", commit.jobNumber());
    line.put("mobile", commit.mobile());
    line.put("icNumber", commit.icNumber());
    line.put("mail", commit.mail());
    line.put("departmentId", commit.departmentId());
    line.put("groupIds", commit.groupIds());
    line.put("memberIds", commit.memberIds());
    line.put("force", commit.force());
    line.put("photoSha256", commit.photoSha256());
    line.put("avatarId", commit.avatarId());
    return line;
  }

  public synchronized List<CommittedChange> all() {
    return List.copyOf(commits);
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
    }
  }
}
