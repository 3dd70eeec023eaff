package org.belfry.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ClassTree;
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
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.Tree.Kind;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.lang.model.element.Modifier;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Each {@link Sentence} that is made anywhere has its German. They are found by how they are made: a method or constructor that takes
 * a {@code String pattern} is given a constant wherever it is called, or hands on such a parameter of its own, or is given a Sentence
 * instead. So is {@code Problem.notFound}, which adds the rest. Whoever says something in English in another way is found out, too.
 */
class TranslationsTest {

    private static final Path SOURCES = Path.of("src/main/java");
    private static final Pattern VALUE = Pattern.compile("%(?:(\\d)\\$)?(.)");

    /** A method or constructor that takes a pattern; a constructor has its class's name. */
    private record Maker(String file, String owner, String name, int at, boolean isShared, boolean isPrivate) {}

    private static final List<CompilationUnitTree> UNITS = new ArrayList<>();
    private static final List<Maker> MAKERS = new ArrayList<>();

    /** Names of methods that answer a sentence. */
    private static final Set<String> ANSWERS = new HashSet<>();

    /** Where each pattern is. */
    private static final Map<String, String> PATTERNS = new TreeMap<>();

    /** Where a pattern is that is no constant. */
    private static final Set<String> UNCLEAR = new TreeSet<>();

    private static SourcePositions positions;

    private static final ResourceBundle GERMAN = ResourceBundle.getBundle(Translations.class.getName(), Locale.GERMAN);

    @BeforeAll
    static void readTheSources() throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null);
                var paths = Files.walk(SOURCES)) {
            var sources =
                    paths.filter(path -> path.toString().endsWith(".java")).toList();
            var task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(sources));
            task.parse().forEach(UNITS::add);
            positions = Trees.instance(task).getSourcePositions();
        }
        UNITS.forEach(unit -> new Declarations(unit).scan(unit, null));
        UNITS.forEach(unit -> new Calls(unit).scan(unit, null));
    }

    private static String file(CompilationUnitTree unit) {
        return Path.of("")
                .toAbsolutePath()
                .relativize(Path.of(unit.getSourceFile().toUri()))
                .toString();
    }

    private static boolean is(Tree type, Class<?> wanted) {
        return type != null && type.toString().equals(wanted.getSimpleName());
    }

    private static final class Declarations extends TreePathScanner<Void, Void> {

        private final String file;

        private Declarations(CompilationUnitTree unit) {
            file = file(unit);
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            if (is(method.getReturnType(), Sentence.class)) {
                ANSWERS.add(method.getName().toString());
            }
            var owner = ((ClassTree) getCurrentPath().getParentPath().getLeaf())
                    .getSimpleName()
                    .toString();
            var flags = method.getModifiers().getFlags();
            var isConstructor = method.getName().contentEquals("<init>");
            if (isConstructor && owner.equals(Sentence.class.getSimpleName())) {
                // For those that put their pattern together.
                return null;
            }
            IntStream.range(0, method.getParameters().size())
                    .filter(at -> isPattern(method.getParameters().get(at)))
                    .forEach(at -> MAKERS.add(new Maker(
                            file,
                            owner,
                            isConstructor ? owner : method.getName().toString(),
                            at,
                            flags.contains(Modifier.STATIC),
                            flags.contains(Modifier.PRIVATE))));
            return super.visitMethod(method, nothing);
        }
    }

    private static boolean isPattern(VariableTree parameter) {
        return parameter.getName().contentEquals("pattern") && is(parameter.getType(), String.class);
    }

    private static final class Calls extends TreePathScanner<Void, Void> {

        private final CompilationUnitTree unit;
        private final String file;

        /** Variables that are sentences. */
        private final Set<String> sentences = new HashSet<>();

        private final Map<String, ExpressionTree> constants = new HashMap<>();

        private Calls(CompilationUnitTree unit) {
            this.unit = unit;
            this.file = file(unit);
            new TreeScanner<Void, Void>() {
                @Override
                public Void visitVariable(VariableTree variable, Void nothing) {
                    var name = variable.getName().toString();
                    if (is(variable.getType(), Sentence.class)) {
                        sentences.add(name);
                    } else if (variable.getInitializer() != null
                            && variable.getModifiers()
                                    .getFlags()
                                    .containsAll(Set.of(Modifier.STATIC, Modifier.FINAL))) {
                        constants.put(name, variable.getInitializer());
                    }
                    return super.visitVariable(variable, nothing);
                }
            }.scan(unit, null);
        }

        @Override
        public Void visitMethodInvocation(MethodInvocationTree call, Void nothing) {
            var receiver = call.getMethodSelect() instanceof MemberSelectTree select
                    ? last(select.getExpression().toString())
                    : null;
            var name = call.getMethodSelect() instanceof MemberSelectTree select
                    ? select.getIdentifier().toString()
                    : call.getMethodSelect().toString();
            if (name.equals("notFound") && "Problem".equals(receiver)) {
                add(call.getArguments().get(0), " not found");
            }
            if (name.equals("asIs")
                    && "Sentence".equals(receiver)
                    && constants(call.getArguments().get(0)) != null) {
                UNCLEAR.add(where(call) + " " + call);
            }
            MAKERS.stream()
                    .filter(maker -> maker.name().equals(name) && takes(maker, receiver))
                    .map(Maker::at)
                    .distinct()
                    .filter(at -> at < call.getArguments().size())
                    .forEach(at -> add(call.getArguments().get(at), ""));
            return super.visitMethodInvocation(call, nothing);
        }

        private boolean takes(Maker maker, String receiver) {
            if (receiver == null || receiver.equals("this") || maker.isPrivate()) {
                return maker.file().equals(file);
            }
            return !maker.isShared() || maker.owner().equals(receiver);
        }

        @Override
        public Void visitNewClass(NewClassTree call, Void nothing) {
            var name = last(call.getIdentifier().toString());
            if (is(call.getIdentifier(), Sentence.class) && !file.contains("platform")) {
                UNCLEAR.add(where(call) + " " + call);
            }
            MAKERS.stream()
                    .filter(maker -> maker.name().equals(name) && maker.owner().equals(name))
                    .map(Maker::at)
                    .distinct()
                    .filter(at -> at < call.getArguments().size())
                    .forEach(at -> add(call.getArguments().get(at), ""));
            return super.visitNewClass(call, nothing);
        }

        private void add(ExpressionTree argument, String rest) {
            if (isHandedOn(argument) || isSentence(argument)) {
                return;
            }
            var found = constants(argument);
            if (found == null) {
                UNCLEAR.add(where(argument) + " " + argument);
            } else {
                found.forEach(pattern -> PATTERNS.putIfAbsent(pattern + rest, where(argument)));
            }
        }

        private String where(Tree tree) {
            return file + ":" + unit.getLineMap().getLineNumber(positions.getStartPosition(unit, tree));
        }

        private static String last(String path) {
            return path.substring(path.lastIndexOf('.') + 1);
        }

        private boolean isHandedOn(ExpressionTree argument) {
            for (var path = getCurrentPath(); path != null; path = path.getParentPath()) {
                if (path.getLeaf() instanceof MethodTree method) {
                    return argument.toString().equals("pattern")
                            && method.getParameters().stream().anyMatch(TranslationsTest::isPattern);
                }
            }
            return false;
        }

        private boolean isSentence(ExpressionTree argument) {
            if (argument instanceof IdentifierTree name) {
                return sentences.contains(name.getName().toString());
            }
            if (argument instanceof ConditionalExpressionTree either) {
                return isSentence(either.getTrueExpression()) && isSentence(either.getFalseExpression());
            }
            if (argument instanceof NewClassTree made) {
                return is(made.getIdentifier(), Sentence.class);
            }
            if (argument instanceof MethodInvocationTree call) {
                var method = call.getMethodSelect().toString();
                return method.equals("Sentence.of")
                        || method.endsWith(".Sentence.of")
                        || !method.endsWith(".of") && ANSWERS.contains(last(method));
            }
            return false;
        }

        /** What it can be; null where that is not known here. */
        private List<String> constants(Tree tree) {
            if (tree instanceof LiteralTree literal && literal.getKind() == Kind.STRING_LITERAL) {
                return List.of((String) literal.getValue());
            }
            if (tree instanceof ParenthesizedTree in) {
                return constants(in.getExpression());
            }
            if (tree instanceof IdentifierTree name && constants.containsKey(name.toString())) {
                return constants(constants.get(name.toString()));
            }
            if (tree instanceof BinaryTree sum && sum.getKind() == Kind.PLUS) {
                var left = constants(sum.getLeftOperand());
                var right = constants(sum.getRightOperand());
                return left == null || right == null
                        ? null
                        : left.stream()
                                .flatMap(one -> right.stream().map(one::concat))
                                .toList();
            }
            if (tree instanceof ConditionalExpressionTree either) {
                return all(List.of(either.getTrueExpression(), either.getFalseExpression()));
            }
            if (tree instanceof SwitchExpressionTree choice) {
                return all(choice.getCases().stream().map(one -> one.getBody()).toList());
            }
            return null;
        }

        private List<String> all(List<? extends Tree> trees) {
            var all = new ArrayList<String>();
            for (var tree : trees) {
                var some = tree == null ? null : constants(tree);
                if (some == null) {
                    return null;
                }
                all.addAll(some);
            }
            return all;
        }
    }

    /** Whether there is something to be translated. */
    private static boolean hasWords(String pattern) {
        return VALUE.matcher(pattern).replaceAll("").chars().anyMatch(Character::isLetter);
    }

    /** The numbers of the values that it takes. */
    private static Set<Integer> values(String pattern) {
        var values = new TreeSet<Integer>();
        var next = 1;
        var found = VALUE.matcher(pattern);
        while (found.find()) {
            if (found.group(2).equals("s")) {
                values.add(found.group(1) == null ? next++ : Integer.valueOf(found.group(1)));
            }
        }
        return values;
    }

    @Test
    void whatIsSaidIsKnownBeforeItIsSaid() {
        assertThat(UNCLEAR).as("patterns that are no constants").isEmpty();
        assertThat(PATTERNS).hasSizeGreaterThan(150).containsKeys("is required", "Recipient not found");
    }

    @Test
    void allIsSaidInGermanToo() {
        var missing = PATTERNS.entrySet().stream()
                .filter(pattern -> hasWords(pattern.getKey()) && !GERMAN.containsKey(pattern.getKey()))
                .map(pattern -> pattern.getValue() + " " + pattern.getKey())
                .collect(Collectors.joining("\n"));
        assertThat(missing).as("patterns that Translations_de does not have").isEmpty();
    }

    @Test
    void nothingIsSaidInGermanOnly() {
        assertThat(GERMAN.keySet()).isSubsetOf(PATTERNS.keySet());
    }

    @Test
    void germanHasTheSameValues() {
        assertThat(GERMAN.keySet()).allSatisfy(pattern -> assertThat(values(GERMAN.getString(pattern)))
                .as(pattern)
                .isEqualTo(values(pattern)));
    }
}
