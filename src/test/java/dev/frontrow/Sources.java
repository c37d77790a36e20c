package dev.frontrow;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** The project's own files, and the shape of its Java. */
final class Sources {

    /** A type as its source declares it. */
    record Type(Path file, String name) {}

    /** A method or constructor as its source declares it. */
    record Method(Path file, String name, boolean constructor, int parameters, long lines) {}

    private final List<Type> types = new ArrayList<>();
    private final List<Method> methods = new ArrayList<>();

    static Stream<Path> java(String folder) {
        return files(Path.of(folder)).filter(file -> file.toString().endsWith(".java"));
    }

    /** Every text file that people write: not what is built, nor the version control's own. */
    static Map<Path, String> texts() {
        var texts = new TreeMap<Path, String>();
        Stream.of("src", "bin", "docs", "pom.xml", "README.md")
                .map(Path::of)
                .filter(Files::exists)
                .flatMap(Sources::files)
                .forEach(file -> {
                    var text = read(file);
                    if (text != null) {
                        texts.put(file, text);
                    }
                });
        return texts;
    }

    static @Nullable String read(Path file) {
        try {
            return Files.readString(file);
        } catch (MalformedInputException e) {
            return null; // a picture or the like
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> files(Path root) {
        try (var found = Files.walk(root)) {
            return found.filter(Files::isRegularFile).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads the shape of all Java in that folder. */
    static Sources shapeOf(String folder) {
        var shape = new Sources();
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var task = (JavacTask) compiler.getTask(
                    null,
                    files,
                    null,
                    null,
                    null,
                    files.getJavaFileObjectsFromPaths(java(folder).toList()));
            var trees = Trees.instance(task);
            for (var unit : task.parse()) {
                shape.scan(unit, trees);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return shape;
    }

    List<Type> types() {
        return types;
    }

    List<Method> methods() {
        return methods;
    }

    private void scan(CompilationUnitTree unit, Trees trees) {
        var file = Path.of(unit.getSourceFile().toUri());
        new TreePathScanner<Void, Trees>() {
            @Override
            public @Nullable Void visitClass(ClassTree type, Trees trees) {
                types.add(new Type(file, type.getSimpleName().toString()));
                return super.visitClass(type, trees);
            }

            @Override
            public @Nullable Void visitMethod(MethodTree method, Trees trees) {
                var within = getCurrentPath().getParentPath().getLeaf();
                var positions = trees.getSourcePositions();
                var lines = unit.getLineMap();
                methods.add(new Method(
                        file,
                        method.getName().toString(),
                        method.getReturnType() == null && within.getKind() != Tree.Kind.RECORD,
                        method.getParameters().size(),
                        lines.getLineNumber(positions.getEndPosition(unit, method))
                                - lines.getLineNumber(positions.getStartPosition(
                                        unit, method.getBody() == null ? method : method.getBody()))
                                + 1));
                return super.visitMethod(method, trees);
            }
        }.scan(unit, trees);
    }
}
