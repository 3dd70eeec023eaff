package org.belfry;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.SimpleConditionEvent.satisfied;
import static com.tngtech.archunit.lang.SimpleConditionEvent.violated;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import jakarta.ejb.Singleton;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.inject.Inject;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.temporal.Temporal;
import java.util.Date;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Scanner;
import java.util.Set;
import java.util.logging.Logger;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.belfry.access.Allowed;
import org.belfry.audience.Recipient;
import org.belfry.audience.RecipientRegistry;
import org.belfry.audience.RecipientResource;
import org.belfry.audit.AuditChain;
import org.belfry.audit.AuditEntry;
import org.belfry.console.people.PersonPage;
import org.belfry.console.setup.SetupPage;
import org.belfry.delivery.webhook.WebhookResource;
import org.belfry.intake.Intake;
import org.belfry.platform.InputPattern;
import org.belfry.schedule.ScheduleService;
import org.junit.jupiter.api.Test;

/** The packages, their layers, and the rules for all of them. */
@AnalyzeClasses(packages = "org.belfry", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ROOT = "org.belfry.";

    /** Each package, and the packages that it may use. Add a new package here first. */
    private static final Map<String, Set<String>> PACKAGES = Map.ofEntries(
            entry("platform", Set.of()),
            entry("encryption", Set.of("platform")),
            entry("limits", Set.of("platform")),
            entry("audit", Set.of("platform")),
            entry("access.jwt", Set.of("platform", "encryption")),
            entry("access", Set.of("platform", "limits", "audit", "access.jwt")),
            entry("audit.report", Set.of("platform", "audit", "access")),
            entry("idempotency", Set.of("platform", "encryption", "access")),
            entry("catalog", Set.of("platform", "audit", "access")),
            entry("audience", Set.of("platform", "audit", "access", "catalog")),
            entry("inbox", Set.of("platform", "audit", "access", "catalog", "audience")),
            entry("delivery", Set.of("platform", "audit", "access", "catalog", "audience", "inbox")),
            entry("delivery.http", Set.of("platform")),
            entry(
                    "delivery.email",
                    Set.of(
                            "platform",
                            "encryption",
                            "audit",
                            "access",
                            "catalog",
                            "audience",
                            "inbox",
                            "delivery",
                            "delivery.http")),
            entry(
                    "delivery.webhook",
                    Set.of(
                            "platform",
                            "encryption",
                            "audit",
                            "access",
                            "catalog",
                            "audience",
                            "inbox",
                            "delivery",
                            "delivery.http")),
            entry("stream", Set.of("platform", "limits", "audit", "access", "catalog", "audience", "inbox")),
            entry("erasure", Set.of("platform", "audit", "access", "audience", "inbox")),
            entry(
                    "schedule",
                    Set.of(
                            "platform",
                            "encryption",
                            "audit",
                            "access",
                            "catalog",
                            "audience",
                            "inbox",
                            "delivery",
                            "delivery.webhook")),
            entry(
                    "retention",
                    Set.of(
                            "platform",
                            "audit",
                            "access",
                            "idempotency",
                            "catalog",
                            "audience",
                            "inbox",
                            "delivery",
                            "stream",
                            "schedule")),
            entry("presence", Set.of("platform", "audit", "access", "catalog", "audience", "inbox")),
            entry("threshold", Set.of("platform", "audit", "access", "catalog", "audience", "inbox", "intake")),
            entry("console", Set.of("platform", "limits", "audit", "access", "inbox", "delivery", "delivery.email")),
            entry("console.access", Set.of("platform", "limits", "access", "console")),
            entry(
                    "console.people",
                    Set.of("platform", "access", "catalog", "audience", "inbox", "presence", "erasure", "console")),
            entry("console.schedules", Set.of("platform", "access", "schedule", "console")),
            entry(
                    "console.overview",
                    Set.of(
                            "platform",
                            "access",
                            "catalog",
                            "inbox",
                            "delivery",
                            "stream",
                            "schedule",
                            "retention",
                            "presence",
                            "console")),
            entry(
                    "console.setup",
                    Set.of(
                            "platform",
                            "limits",
                            "access",
                            "catalog",
                            "audience",
                            "delivery",
                            "delivery.email",
                            "intake",
                            "console")),
            entry(
                    "console.types",
                    Set.of("platform", "access", "catalog", "audience", "inbox", "delivery", "intake", "console")),
            entry(
                    "console.send",
                    Set.of("platform", "access", "catalog", "audience", "inbox", "delivery", "intake", "console")),
            entry(
                    "console.deliveries",
                    Set.of(
                            "platform",
                            "access",
                            "catalog",
                            "audience",
                            "inbox",
                            "delivery",
                            "delivery.webhook",
                            "console")),
            entry(
                    "console.why",
                    Set.of("platform", "access", "catalog", "audience", "inbox", "delivery", "intake", "console")),
            entry("console.audit", Set.of("platform", "access", "audit", "audit.report", "console")),
            entry(
                    "intake",
                    Set.of(
                            "platform",
                            "audit",
                            "access",
                            "idempotency",
                            "catalog",
                            "audience",
                            "inbox",
                            "delivery",
                            "delivery.webhook",
                            "stream")));

    private static String packageOf(JavaClass type) {
        return type.getPackageName()
                .substring(Math.min(ROOT.length(), type.getPackageName().length()));
    }

    private static boolean isOurs(JavaClass type) {
        return type.getPackageName().startsWith(ROOT);
    }

    @ArchTest
    static final ArchRule everyClassIsInAKnownPackage = classes()
            .should(new ArchCondition<>("be in a package that this test knows") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    if (!PACKAGES.containsKey(packageOf(type))) {
                        events.add(violated(type, type.getName() + " is in none of the packages " + PACKAGES.keySet()));
                    }
                }
            });

    @ArchTest
    static final ArchRule importsRunOneWayDown = classes()
            .should(new ArchCondition<>("use their own package and the packages below only") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    var own = packageOf(type);
                    var below = PACKAGES.getOrDefault(own, Set.of());
                    type.getDirectDependenciesFromSelf().stream()
                            .filter(dependency -> isOurs(dependency.getTargetClass()))
                            .filter(dependency ->
                                    !packageOf(dependency.getTargetClass()).equals(own))
                            .filter(dependency -> !below.contains(packageOf(dependency.getTargetClass())))
                            .forEach(dependency -> events.add(violated(dependency, dependency.getDescription())));
                }
            });

    @ArchTest
    static final ArchRule packagesAreFreeOfCycles =
            slices().matching("org.belfry.(**)").should().beFreeOfCycles();

    private static final DescribedPredicate<JavaMethod> RESOURCE_METHODS =
            describe("answer HTTP requests", method -> Stream.of(
                            GET.class, HEAD.class, OPTIONS.class, POST.class, PUT.class, DELETE.class, PATCH.class)
                    .anyMatch(method::isAnnotatedWith));

    @ArchTest
    static final ArchRule everyResourceMethodSaysWhoMayCallIt =
            methods().that(RESOURCE_METHODS).should().beAnnotatedWith(Allowed.class);

    /** What a method takes and answers stands in META-INF/openapi.yaml, and there alone: the servers scan nothing. */
    @ArchTest
    static final ArchRule theApiIsDescribedInOnePlace =
            noClasses().should().dependOnClassesThat().resideInAPackage("org.eclipse.microprofile.openapi..");

    @ArchTest
    static final ArchRule resourceMethodsAnswerResponsesAndNeverEntities =
            methods().that(RESOURCE_METHODS).should().haveRawReturnType(Response.class);

    @ArchTest
    static final ArchRule resourcesAreNamedAsSuch = classes()
            .that()
            .areAnnotatedWith(Path.class)
            .should()
            .haveSimpleNameEndingWith("Resource")
            .andShould()
            .notBeAnnotatedWith(Entity.class);

    /** Payara knows none once a request goes on after its body was read; {@code CurrentRequest} does. */
    @ArchTest
    static final ArchRule theServletsRequestIsNotInjected =
            fields().that().areAnnotatedWith(Inject.class).should().notHaveRawType(HttpServletRequest.class);

    /** A controller that threads share leaves a scope, with its caller, behind on a thread. */
    @ArchTest
    static final ArchRule requestScopesAreActivatedByTheInterceptor =
            noClasses().should().dependOnClassesThat().areAssignableTo(RequestContextController.class);

    /** Whoever reads from a connection could be kept waiting by its client. */
    @ArchTest
    static final ArchRule bodiesAreReadInOnePlace = noClasses()
            .that()
            .doNotHaveSimpleName("PendingBodies")
            .and()
            .doNotHaveSimpleName("BufferedBodyRequest")
            .should()
            .callMethodWhere(describe(
                    "reads a request's body",
                    call -> Set.of("getInputStream", "getReader", "getParts", "getPart")
                                    .contains(call.getTarget().getName())
                            && call.getTargetOwner().isAssignableTo(ServletRequest.class)));

    /** Neither server's own can be bounded (decision 36). */
    @ArchTest
    static final ArchRule webSocketsAreOurOwn =
            noClasses().should().dependOnClassesThat().resideInAPackage("jakarta.websocket..");

    @ArchTest
    static final ArchRule timeComesFromTheClock = noClasses()
            .should()
            .callCodeUnitWhere(describe("reads the time of the machine", call -> {
                var target = call.getTarget();
                var owner = target.getOwner();
                var takesNothing = target.getRawParameterTypes().isEmpty();
                return owner.isEquivalentTo(System.class) && target.getName().equals("currentTimeMillis")
                        || owner.isAssignableTo(Temporal.class)
                                && target.getName().equals("now")
                                && target.getRawParameterTypes().stream()
                                        .noneMatch(it -> it.isEquivalentTo(Clock.class))
                        || owner.isEquivalentTo(Date.class)
                                && target.getName().equals(JavaConstructor.CONSTRUCTOR_NAME)
                                && takesNothing;
            }));

    @ArchTest
    static final ArchRule theClockIsMadeInOnePlace = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("org.belfry.platform.ClockProducer")
            .should()
            .callCodeUnitWhere(describe(
                    "makes a clock",
                    call -> call.getTarget().getOwner().isEquivalentTo(Clock.class)
                            && call.getTarget().getName().startsWith("system")));

    @ArchTest
    static final ArchRule loggersAreCalledLog = fields().that()
            .haveRawType(Logger.class)
            .should()
            .haveName("LOG")
            .andShould()
            .bePrivate()
            .andShould()
            .beStatic()
            .andShould()
            .beFinal();

    /** Java's regular expressions overflow the stack on long texts: {@link InputPattern} has the length checked first. */
    @ArchTest
    static final ArchRule regularExpressionsAreInputPatterns = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("org.belfry.platform.InputPattern")
            .should()
            .dependOnClassesThat(describe(
                    "use regular expressions directly",
                    type -> type.getPackageName().equals("java.util.regex") && !type.isEquivalentTo(MatchResult.class)))
            .orShould()
            .callMethodWhere(describe(
                    "uses a regular expression",
                    call -> call.getTargetOwner().isEquivalentTo(String.class)
                                    && Set.of("matches", "replaceAll", "replaceFirst", "split")
                                            .contains(call.getTarget().getName())
                            || call.getTargetOwner().isEquivalentTo(Scanner.class)));

    @ArchTest
    static final ArchRule nothingIsPrintedPastTheLog = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    /**
     * The entity manager that Payara injects is safe to share between threads only inside a transaction. So whatever
     * touches one is transactional itself, or private or package-private and called by such methods alone.
     */
    @ArchTest
    static final ArchRule entityManagersAreUsedInTransactionsOnly = classes()
            .that(haveAnEntityManager())
            .should(new ArchCondition<>("use it inside a transaction") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    type.getCodeUnits().stream()
                            .filter(unit -> touchesAnEntityManager(unit) && !isInTransaction(unit, new HashSet<>()))
                            .forEach(unit -> events.add(violated(
                                    unit, unit.getFullName() + " may use an entity manager without a transaction")));
                }
            });

    /** What is in the audit log is never changed but by the sealing, once. */
    /** What writes on purpose. Reading, listing and streaming find recipients, or nobody. */
    private static final Set<Class<?>> CREATE_RECIPIENTS = Set.of(
            Intake.class,
            ScheduleService.class,
            WebhookResource.class,
            RecipientResource.class,
            PersonPage.class,
            SetupPage.class,
            RecipientRegistry.class);

    @ArchTest
    static final ArchRule recipientsAreCreatedOnPurposeOnly = noClasses()
            .that(describe("do not write recipients on purpose", type -> CREATE_RECIPIENTS.stream()
                    .noneMatch(type::isEquivalentTo)))
            .should()
            .dependOnClassesThat()
            .areAssignableTo(RecipientRegistry.class);

    @ArchTest
    static final ArchRule recipientsAreWrittenInOnePlace = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("org.belfry.audience.RecipientWriter")
            .should()
            .callConstructorWhere(describe(
                    "makes a recipient", call -> call.getTarget().getOwner().isEquivalentTo(Recipient.class)));

    @ArchTest
    static final ArchRule nobodyIsCreatedByReading = noMethods()
            .that()
            .areAnnotatedWith(GET.class)
            .should(new ArchCondition<>("create recipients") {
                @Override
                public void check(JavaMethod method, ConditionEvents events) {
                    method.getMethodCallsFromSelf().stream()
                            .filter(call -> call.getTargetOwner().isEquivalentTo(RecipientRegistry.class))
                            .forEach(call -> events.add(satisfied(call, call.getDescription())));
                }
            });

    @ArchTest
    static final ArchRule entriesOfTheAuditLogAreChangedBySealingOnly = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("org.belfry.audit.ChainSealer")
            .and()
            .doNotHaveFullyQualifiedName("org.belfry.audit.AuditChain")
            .should()
            .callMethodWhere(describe(
                    "seals an entry",
                    call -> call.getTarget().getOwner().isEquivalentTo(AuditEntry.class)
                                    && call.getTarget().getName().equals("seal")
                            || call.getTarget().getOwner().isEquivalentTo(AuditChain.class)
                                    && call.getTarget().getName().equals("append")));

    @ArchTest
    static final ArchRule entriesOfTheAuditLogAreSeenInItsPackagesOnly = noClasses()
            .that()
            .resideOutsideOfPackage("org.belfry.audit..")
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(AuditEntry.class, AuditChain.class);

    @ArchTest
    static final ArchRule nothingIsRemovedInThePackagesOfTheAuditLog = noClasses()
            .that()
            .resideInAPackage("org.belfry.audit..")
            .should()
            .callMethodWhere(describe(
                    "removes an entity, or writes one back that was changed elsewhere",
                    call -> call.getTarget().getOwner().isAssignableTo(EntityManager.class)
                            && Set.of("remove", "merge")
                                    .contains(call.getTarget().getName())));

    /** What statements say is text, which no rule of classes sees. */
    @Test
    void noStatementRemovesOrChangesEntriesOfTheAuditLog() throws IOException {
        var forbidden = Pattern.compile("(?is)(delete\\s+from|update|truncate\\s+(table\\s+)?|drop\\s+table)\\s+"
                + "(audit_?entry)|delete\\s+from\\s+audit_?chain");
        try (var files = Files.walk(java.nio.file.Path.of("src/main"))) {
            var found = files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().matches(".*\\.(java|sql|xml)"))
                    .filter(file -> forbidden.matcher(text(file)).find());
            assertThat(found).isEmpty();
        }
    }

    /** Everything that changes rows of inboxes by a statement. Each of them holds the locks of these inboxes: see InboxLocks. */
    private static final Set<String> STATEMENTS_ON_INBOXES = Set.of(
            "InboxDelivery: delete from collapse",
            "InboxLocks: update inbox",
            "InboxRemoval: delete from notification",
            "ReadMarks: update notification",
            "RecipientWriter: insert into inbox");

    @Test
    void statementsChangeInboxesOnlyUnderTheirLocks() throws IOException {
        var changing =
                Pattern.compile("(?i)\\b(insert\\s+into|merge\\s+into|update|delete\\s+from|truncate(?:\\s+table)?)"
                        + "\\s+(inbox|notification|read_?mark|collapse)\\b");
        try (var files = Files.walk(java.nio.file.Path.of("src/main/java"))) {
            var found = files.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(file -> changing.matcher(text(file))
                            .results()
                            .map(match -> name(file) + ": "
                                    + match.group().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ")))
                    .collect(Collectors.toSet());
            assertThat(found).isEqualTo(STATEMENTS_ON_INBOXES);
        }
    }

    /** A query for entities, or a find, names their class. Inboxes only reads; InboxLocks loads for change, under the lock. */
    @Test
    void entitiesOfInboxesAreLoadedInTwoPlacesOnly() throws IOException {
        var loading = Pattern.compile("\\b(Inbox|Notification)\\.class\\b");
        try (var files = Files.walk(java.nio.file.Path.of("src/main/java"))) {
            var found = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> loading.matcher(text(file)).find())
                    .map(ArchitectureTest::name);
            assertThat(found).containsExactlyInAnyOrder("Inboxes", "InboxLocks");
        }
    }

    @ArchTest
    static final ArchRule permitsStayWithWhatIsLocked = noClasses()
            .that()
            .doNotHaveSimpleName("InboxLocks")
            .and()
            .doNotHaveSimpleName("LockedInbox")
            .and()
            .doNotHaveSimpleName("LockedNotification")
            .and()
            .doNotHaveSimpleName("NotificationRow")
            .and()
            .doNotHaveSimpleName("NotificationSlot")
            .and()
            .doNotHaveSimpleName("Recount")
            .and()
            .doNotHaveFullyQualifiedName("org.belfry.inbox.Inbox")
            .and()
            .doNotHaveFullyQualifiedName("org.belfry.inbox.Notification")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("org.belfry.inbox.InboxLocks$Permit");

    /** What a lock returned ends with the transaction: nothing that lives longer keeps it. */
    @ArchTest
    static final ArchRule noBeanKeepsALockedInbox = fields().that()
            .areDeclaredInClassesThat(describe(
                    "are beans",
                    type -> type.isAnnotatedWith(ApplicationScoped.class)
                            || type.isAnnotatedWith(RequestScoped.class)
                            || type.isAnnotatedWith(Singleton.class)))
            .should()
            .notHaveRawType(describe("is locked", type -> type.getName().startsWith("org.belfry.inbox.Locked")));

    /** Statements above are the only way to remove or replace rows; of read marks, which are removed under the lock too. */
    @ArchTest
    static final ArchRule entitiesOfInboxesAreNeitherRemovedNorMerged = noClasses()
            .that()
            .resideInAPackage("org.belfry.inbox")
            .and()
            .doNotHaveSimpleName("ReadMarks")
            .should()
            .callMethodWhere(describe(
                    "removes an entity, or writes one back that was changed elsewhere",
                    call -> call.getTarget().getOwner().isAssignableTo(EntityManager.class)
                            && Set.of("remove", "merge")
                                    .contains(call.getTarget().getName())));

    private static String name(java.nio.file.Path file) {
        return file.getFileName().toString().replace(".java", "");
    }

    private static String text(java.nio.file.Path file) {
        try {
            // As one text, where a statement is written in parts.
            return Files.readString(file).replaceAll("\"\\s*\\+\\s*\"", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A call of a bean's own method does not pass the interceptor that would begin the transaction. */
    @ArchTest
    static final ArchRule noTransactionIsHopedForFromACallToOneself = methods()
            .that(describe("begin transactions", ArchitectureTest::isTransactional))
            .should(new ArchCondition<>("be called by others, or from within a transaction") {
                @Override
                public void check(JavaMethod method, ConditionEvents events) {
                    callers(method)
                            .filter(caller -> caller.getOwner().equals(method.getOwner()))
                            .filter(caller -> !isInTransaction(caller, new HashSet<>()))
                            .forEach(caller -> events.add(
                                    violated(caller, caller.getFullName() + " calls " + method.getFullName())));
                }
            });

    private static DescribedPredicate<JavaClass> haveAnEntityManager() {
        return describe("have an entity manager", type -> type.getFields().stream()
                .anyMatch(ArchitectureTest::isEntityManager));
    }

    private static boolean isEntityManager(JavaField field) {
        return field.getRawType().isAssignableTo(EntityManager.class);
    }

    private static boolean touchesAnEntityManager(JavaCodeUnit unit) {
        return unit.getFieldAccesses().stream()
                .anyMatch(access -> access.getTarget().getRawType().isAssignableTo(EntityManager.class));
    }

    private static boolean isTransactional(JavaCodeUnit unit) {
        return unit.isMethod()
                && (unit.isAnnotatedWith(Transactional.class) || unit.getOwner().isAnnotatedWith(Transactional.class))
                && !unit.getModifiers().contains(JavaModifier.PRIVATE)
                && !unit.getModifiers().contains(JavaModifier.STATIC);
    }

    private static boolean isInTransaction(JavaCodeUnit unit, Set<JavaCodeUnit> asked) {
        if (isTransactional(unit) || !asked.add(unit)) {
            return true;
        }
        var callers = callers(unit).toList();
        return !unit.getModifiers().contains(JavaModifier.PUBLIC)
                && !callers.isEmpty()
                && callers.stream().allMatch(caller -> isInTransaction(caller, asked));
    }

    private static Stream<JavaCodeUnit> callers(JavaCodeUnit unit) {
        return unit.getAccessesToSelf().stream()
                .<JavaCodeUnit>map(JavaAccess::getOrigin)
                .filter(caller -> !caller.equals(unit));
    }
}
