package io.fromline;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds the table "What may use what" of ARCHITECTURE.md. */
class ArchitectureTest {

    private static final String ROOT = "io.fromline.";
    private static final Set<String> WITH_SPRING = Set.of("api", "app", "storage.postgres");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.fromline");

    @Test
    void packagesUseOnlyWhatTheTableAllows() throws IOException {
        var allowed = table();
        var surprises = new TreeSet<String>();
        for (JavaClass type : CLASSES) {
            var from = name(type);
            for (var dependency : type.getDirectDependenciesFromSelf()) {
                var target = dependency.getTargetClass().getBaseComponentType();
                if (target.getPackageName().startsWith(ROOT) && !name(target).equals(from)) {
                    if (!allowed.getOrDefault(from, Set.of()).contains(name(target))) {
                        surprises.add(from + " → " + name(target) + ", as in " + type.getSimpleName());
                    }
                }
            }
        }
        assertThat(surprises).isEmpty();
    }

    @Test
    void theTableNamesEveryPackage() throws IOException {
        var there = CLASSES.stream().map(ArchitectureTest::name).collect(Collectors.toCollection(TreeSet::new));

        assertThat(table().keySet()).isEqualTo(there);
    }

    @Test
    void springStaysAtTheBorders() {
        var inside = CLASSES.stream()
                .filter(type -> !WITH_SPRING.contains(name(type)))
                .filter(type -> type.getDirectDependenciesFromSelf().stream()
                        .anyMatch(d -> d.getTargetClass().getPackageName().startsWith("org.springframework")))
                .map(JavaClass::getName)
                .toList();

        assertThat(inside).isEmpty();
    }

    private static String name(JavaClass type) {
        return type.getPackageName().substring(ROOT.length());
    }

    private static Map<String, Set<String>> table() throws IOException {
        var rows = new TreeMap<String, Set<String>>();
        boolean inTable = false;
        for (var line : Files.readAllLines(Path.of("..", "ARCHITECTURE.md"))) {
            if (line.startsWith("| package")) {
                inTable = true;
            } else if (inTable && !line.startsWith("|")) {
                return rows;
            } else if (inTable && !line.startsWith("|---")) {
                var cells = line.split("\\|", -1);
                rows.put(
                        cells[1].strip(),
                        Arrays.stream(cells[2].split(","))
                                .map(String::strip)
                                .filter(cell -> !cell.isEmpty())
                                .collect(Collectors.toSet()));
            }
        }
        return rows;
    }
}
