package dev.senselink.batch.language;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What one source file says: the sentences it asks for, and texts that stand in the code. */
final class Texts extends TreeScanner<Void, Void> {
  /**
   * A sentence asked for: {@code words(key, values…)}.
   *
   * @param home the package whose sentences they are, or {@link #PAGE}
   * @param key a key, or with {@code *} for each part that is known only later
   */
  record Asked(String home, String key, int values, String where) {}

  /** A text in the code that a person would read. */
  record InCode(String home, String text, String where) {}

  /** The texts of the report's page: {@code words.of(key, values…)}. */
  static final String PAGE = "report/page";

  /** Two words, or a word beside a blank: a sentence, or a piece of one. */
  private static final Pattern PROSE = Pattern.compile("(?s).*(\\p{L}{2,}[,:;.]? | \\p{L}{2,}).*");

  /** What the database reads. */
  private static final Pattern SQL =
      Pattern.compile(
          "(?s)\\s*\\(?(SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|DROP|MERGE|SET|FROM|WHERE|AND|ORDER|"
              + "GROUP|VALUES|LEFT|JOIN|UNION|CHECKPOINT|SHUTDOWN|EXISTS|NOT|LIMIT|WHEN|USING|IS|OR|TRUNCATE)\\b.*"
              + "|[A-Z_]+ = \\?|(\\{new}|[^\\p{Ll}\\p{Lo}])*");

  /** Tags of a page or of a workbook's parts, and pieces of them. */
  private static final Pattern MARKUP = Pattern.compile("(?s)\\W*</?\\w.*|.*\\w=\".*");

  /** Thrown for a defect only: the person who reads it mends the program. */
  private static final Set<String> DEFECTS =
      Set.of(
          "IllegalArgumentException",
          "IllegalStateException",
          "AssertionError",
          "ArithmeticException",
          "UnsupportedOperationException",
          "NoSuchElementException");

  /** Methods whose text is for the one who mends the program. */
  private static final Set<String> FOR_DEVELOPERS =
      Set.of("requireNonNull", "debug", "trace", "getLogger");

  final List<Asked> asked = new ArrayList<>();
  final List<InCode> inCode = new ArrayList<>();

  private final CompilationUnitTree unit;
  private final SourcePositions positions;

  /** The classes by which stages ask for their sentences. */
  private static final Pattern STAGE_MESSAGES =
      Pattern.compile(
          "(Api|Backup|Check|Cli|Directory|Disk|Enrolment|Job|Ledger|Notify|Photo|Report|Roster|Table)Messages");

  private final String home;

  Texts(CompilationUnitTree unit, SourcePositions positions) {
    this.unit = unit;
    this.positions = positions;
    this.home = SourceReader.packageOf(unit);
    scan(unit, null);
  }

  @Override
  public Void visitMethodInvocation(MethodInvocationTree call, Void none) {
    String method = name(call.getMethodSelect());
    if (method.equals("words")
        && asksForWords(call.getMethodSelect())
        && !call.getArguments().isEmpty()) {
      key(home, call.getArguments().get(0), call.getArguments().size() - 1);
      scan(call.getArguments().subList(1, call.getArguments().size()), null);
      return null;
    }
    if (method.equals("of") && asksForPage(call.getMethodSelect())) {
      key(PAGE, call.getArguments().get(0), call.getArguments().size() - 1);
      scan(call.getArguments().subList(1, call.getArguments().size()), null);
      return null;
    }
    return FOR_DEVELOPERS.contains(method)
        ? scan(call.getMethodSelect(), null)
        : super.visitMethodInvocation(call, none);
  }

  @Override
  public Void visitNewClass(NewClassTree made, Void none) {
    return DEFECTS.contains(name(made.getIdentifier())) ? null : super.visitNewClass(made, none);
  }

  /** What {@code toString} says is for debuggers and assertions. */
  @Override
  public Void visitMethod(MethodTree method, Void none) {
    return method.getName().contentEquals("toString") && method.getParameters().isEmpty()
        ? null
        : super.visitMethod(method, none);
  }

  @Override
  public Void visitAnnotation(AnnotationTree annotation, Void none) {
    return name(annotation.getAnnotationType()).equals("SuppressWarnings")
        ? null
        : super.visitAnnotation(annotation, none);
  }

  /** A sentence from a bundle with a piece of another hung on. */
  @Override
  public Void visitBinary(BinaryTree sum, Void none) {
    if (sum.getKind() == Tree.Kind.PLUS) {
      glue(sum.getLeftOperand(), sum.getRightOperand());
      glue(sum.getRightOperand(), sum.getLeftOperand());
    }
    return super.visitBinary(sum, none);
  }

  private void glue(ExpressionTree sentence, ExpressionTree other) {
    boolean fromBundle =
        bare(sentence) instanceof MethodInvocationTree call
            && name(call.getMethodSelect()).equals("words")
            && asksForWords(call.getMethodSelect())
            && !call.getArguments().isEmpty();
    boolean punctuation =
        bare(other) instanceof LiteralTree literal
            && String.valueOf(literal.getValue()).codePoints().noneMatch(Character::isLetter);
    if (fromBundle && !punctuation) {
      inCode.add(new InCode(home, "glued: " + sentence + " + " + other, where(sentence)));
    }
  }

  @Override
  public Void visitLiteral(LiteralTree literal, Void none) {
    if (literal.getValue() instanceof String text
        && PROSE.matcher(text).matches()
        && !SQL.matcher(text).matches()
        && !MARKUP.matcher(text).matches()) {
      inCode.add(new InCode(home, text, where(literal)));
    }
    return null;
  }

  private void key(String of, ExpressionTree argument, int values) {
    ExpressionTree key = bare(argument);
    if (key instanceof LiteralTree literal) {
      asked.add(new Asked(of, String.valueOf(literal.getValue()), values, where(key)));
    } else if (key instanceof ConditionalExpressionTree either) {
      key(of, either.getTrueExpression(), values);
      key(of, either.getFalseExpression(), values);
    } else if (key instanceof BinaryTree sum && first(sum) instanceof LiteralTree) {
      asked.add(new Asked(of, pattern(sum), values, where(key)));
    } else {
      inCode.add(new InCode(home, "a key that cannot be read here: " + key, where(key)));
    }
  }

  private static String pattern(ExpressionTree key) {
    if (bare(key) instanceof BinaryTree sum) {
      return pattern(sum.getLeftOperand()) + pattern(sum.getRightOperand());
    }
    return bare(key) instanceof LiteralTree literal ? String.valueOf(literal.getValue()) : "*";
  }

  private static ExpressionTree first(BinaryTree sum) {
    ExpressionTree left = bare(sum.getLeftOperand());
    return left instanceof BinaryTree deeper ? first(deeper) : left;
  }

  private static ExpressionTree bare(ExpressionTree tree) {
    return tree instanceof ParenthesizedTree inside ? bare(inside.getExpression()) : tree;
  }

  private boolean asksForPage(ExpressionTree select) {
    return home.equals("report")
        && (select instanceof MemberSelectTree member
            ? member.getExpression().toString().equals("words")
            : unit.getSourceFile().getName().endsWith("/PageTexts.java"));
  }

  private static boolean asksForWords(ExpressionTree select) {
    return select instanceof IdentifierTree
        || select instanceof MemberSelectTree member
            && STAGE_MESSAGES.matcher(member.getExpression().toString()).matches();
  }

  private static String name(Tree tree) {
    String whole = tree.toString();
    return whole.substring(whole.lastIndexOf('.') + 1);
  }

  private String where(Tree tree) {
    long line = unit.getLineMap().getLineNumber(positions.getStartPosition(unit, tree));
    String file = unit.getSourceFile().getName();
    return file.substring(file.lastIndexOf('/') + 1) + ":" + line;
  }
}
