package org.belfry.access;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.ws.rs.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.belfry.access.AccessTable.Route;
import org.belfry.console.Destructive;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@link FreshSignInTable} names every operation, and the code asks where the table says so, in the API as in the console. */
class FreshSignInTest {

    private static JavaClasses code;

    @BeforeAll
    static void read() {
        code = new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("org.belfry");
    }

    @Test
    void whateverChangesSomethingIsDecided() {
        var decided = new HashSet<>(FreshSignInTable.NOT_NEEDED);
        decided.addAll(FreshSignInTable.NEEDED);
        assertThat(decided).hasSize(FreshSignInTable.NEEDED.size() + FreshSignInTable.NOT_NEEDED.size());
        assertThat(decided)
                .containsExactlyInAnyOrderElementsOf(AccessTable.ROUTES.stream()
                        .filter(Route::changes)
                        .map(Route::declared)
                        .collect(Collectors.toSet()));
    }

    @Test
    void theCodeAsksWhereTheTableSaysSo() {
        var asking = code.stream()
                .filter(type -> type.isAnnotatedWith(Path.class))
                .flatMap(type -> type.getMethods().stream()
                        .filter(method -> asks(method, type, new HashSet<>()))
                        .flatMap(method -> AccessTableTest.routes(type, method)))
                .collect(Collectors.toSet());
        assertThat(asking).containsExactlyInAnyOrderElementsOf(FreshSignInTable.NEEDED);
    }

    @Test
    void theConsoleAsksForThePasswordWhereItsServicesDo() {
        methods()
                .that()
                .areDeclaredInClassesThat()
                .resideInAPackage("org.belfry.console..")
                .should(new ArchCondition<>("be @Destructive where they call what is @FreshSignIn") {
                    @Override
                    public void check(JavaMethod method, ConditionEvents events) {
                        var isAction =
                                method.getModifiers().contains(com.tngtech.archunit.core.domain.JavaModifier.PUBLIC);
                        var satisfied = !isAction
                                || method.isAnnotatedWith(Destructive.class)
                                || !asks(method, method.getOwner(), new HashSet<>());
                        events.add(new SimpleConditionEvent(method, satisfied, method.getFullName()));
                    }
                })
                .check(code);
    }

    /** Whether it, or what it calls of its own class, is or calls what asks. */
    private static boolean asks(JavaMethod method, JavaClass type, Set<JavaMethod> seen) {
        if (method.isAnnotatedWith(FreshSignIn.class)) {
            return true;
        }
        return seen.add(method)
                && Stream.concat(
                                method.getMethodCallsFromSelf().stream(), method.getMethodReferencesFromSelf().stream())
                        .flatMap(call -> call.getTarget().resolveMember().stream())
                        .map(JavaMethod.class::cast)
                        .anyMatch(called -> called.isAnnotatedWith(FreshSignIn.class)
                                || called.getOwner().equals(type) && asks(called, type, seen));
    }
}
