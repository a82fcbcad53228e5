package dev.senselink.batch.language;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The program's own source, as the compiler reads it. */
final class SourceReader {
  static final Path JAVA = Path.of("src/main/java/dev/senselink/batch");

  private SourceReader() {}

  /**
   * Source files, and where their parts stand.
   *
   * @param units every file of the program, parsed
   */
  record Sources(List<CompilationUnitTree> units, SourcePositions positions) {}

  static Sources read() {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
    try (Stream<Path> paths = Files.walk(JAVA)) {
      List<Path> sources =
          paths.filter(path -> path.toString().endsWith(".java")).sorted().toList();
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, files, null, null, null, files.getJavaFileObjectsFromPaths(sources));
      List<CompilationUnitTree> units = new ArrayList<>();
      task.parse().forEach(units::add);
      return new Sources(units, Trees.instance(task).getSourcePositions());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The stage in which a file lies, {@code ""} for the root. */
  static String packageOf(CompilationUnitTree unit) {
    String name = unit.getPackageName().toString();
    return name.replaceFirst("^dev\\.senselink\\.batch\\.?", "").replaceFirst("\\..*", "");
  }
}
