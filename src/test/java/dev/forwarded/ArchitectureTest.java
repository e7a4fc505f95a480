package dev.forwarded;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URL;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

@AnalyzeClasses(packages = "dev.forwarded", importOptions = ArchitectureTest.MainClasses.class)
final class ArchitectureTest {

    /** Wherever the build puts them; ArchUnit's own option knows target/test-classes alone. */
    static final class MainClasses implements ImportOption {

        @Override
        public boolean includes(Location location) {
            return !location.contains("/test-classes/");
        }
    }

    private static final String CORE = "dev.forwarded";

    /** What a stranger can be expected to look through. */
    private static final int MOST_PUBLIC_TYPES = 17;

    private static final Set<String> CORE_TYPES = Set.of(
            "Decision",
            "Explanation",
            "Finding",
            "ForwardedResolver",
            "ForwardedResolver$Builder",
            "OriginalRequest",
            "ReceivedRequest",
            "RejectedRequestException",
            "RequestHead");

    private static final Set<String> SERVLET_TYPES =
            Set.of("ExplainServlet", "ForwardedFilter", "ForwardedRequests", "RefusalHandler");

    private static final Set<String> SPRING_TYPES =
            Set.of("ForwardedAutoConfiguration", "ForwardedProperties", "ForwardedRequestPostProcessors");

    @ArchTest
    static final ArchRule the_core_needs_the_jdk_and_annotations_only = classes()
            .that()
            .resideInAnyPackage(CORE, CORE + ".internal..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    CORE,
                    CORE + ".internal..",
                    "java.net",
                    "java.nio",
                    "java.lang..",
                    "java.util",
                    "java.util.function",
                    "java.util.stream",
                    "java.nio.charset",
                    "java.security",
                    "java.io",
                    "org.jspecify..");

    @ArchTest
    static final ArchRule packages_depend_in_one_order = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .ensureAllClassesAreContainedInArchitecture()
            .layer("http")
            .definedBy(CORE + ".internal.http")
            .layer("settings")
            .definedBy(CORE + ".internal.settings")
            .layer("core")
            .definedBy(CORE)
            .layer("servlet")
            .definedBy(CORE + ".servlet")
            .layer("spring")
            .definedBy(CORE + ".spring")
            .layer("cli")
            .definedBy(CORE + ".cli")
            .whereLayer("http")
            .mayNotAccessAnyLayer()
            .whereLayer("settings")
            .mayOnlyAccessLayers("http")
            .whereLayer("core")
            .mayOnlyAccessLayers("settings", "http")
            .whereLayer("servlet")
            .mayOnlyAccessLayers("core", "settings", "http")
            .whereLayer("spring")
            .mayOnlyAccessLayers("servlet", "core", "settings", "http")
            .whereLayer("cli")
            .mayOnlyAccessLayers("core", "settings", "http");

    @ArchTest
    static final ArchRule the_filter_does_not_know_spring_or_the_command_line = noClasses()
            .that()
            .resideInAPackage("dev.forwarded.servlet")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.forwarded.spring", "dev.forwarded.cli", "org.springframework..");

    @ArchTest
    static final ArchRule no_name_is_looked_up = noClasses()
            .should()
            .callMethodWhere(isOneOf(
                    InetAddress.class,
                    "getByName",
                    "getAllByName",
                    "getHostName",
                    "getCanonicalHostName",
                    "getLocalHost",
                    "isReachable"))
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(InetSocketAddress.class);

    @ArchTest
    static final ArchRule no_regular_expression_runs = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.util.regex")
            .orShould()
            .callMethodWhere(isOneOf(String.class, "split", "matches", "replaceAll", "replaceFirst"));

    @ArchTest
    static final ArchRule whatever_is_logged_leaves_by_one_exit = classes()
            .that()
            .doNotHaveFullyQualifiedName(CORE + ".servlet.Slf4jLog")
            .and()
            .doNotHaveFullyQualifiedName(CORE + ".spring.Log")
            .should()
            .onlyDependOnClassesThat()
            .resideOutsideOfPackage("org.slf4j..");

    @ArchTest
    static final ArchRule a_servlet_context_logs_what_is_clean = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(CORE + ".servlet.ContextLog")
            .should()
            .callMethodWhere(isOneOf(ServletContext.class, "log"))
            .orShould()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err");

    @ArchTest
    static final ArchRule case_changes_do_not_follow_the_locale = noClasses()
            .should()
            .callMethod(String.class, "toLowerCase")
            .orShould()
            .callMethod(String.class, "toUpperCase");

    @ArchTest
    static final ArchRule classes_are_final_or_name_their_only_subclasses = classes()
            .that()
            .areNotInterfaces()
            .and()
            .doNotHaveModifier(JavaModifier.ABSTRACT)
            .and(DescribedPredicate.not(DescribedPredicate.describe(
                    "sealed", (JavaClass type) -> type.reflect().isSealed())))
            .and(DescribedPredicate.not(constantBodies()))
            .should()
            .haveModifier(JavaModifier.FINAL);

    @ArchTest
    static void no_class_depends_on_itself_by_way_of_others(JavaClasses classes) {
        assertThat(knots(classes)).isEmpty();
    }

    /** Sets of classes each of which needs all others. A nested class belongs to the file that it stands in. */
    private static Set<Set<String>> knots(JavaClasses classes) {
        Map<String, Set<String>> needed = new TreeMap<>();
        for (JavaClass type : classes) {
            Set<String> others = needed.computeIfAbsent(topLevel(type).getName(), name -> new TreeSet<>());
            type.getDirectDependenciesFromSelf().stream()
                    .map(dependency -> topLevel(dependency.getTargetClass()))
                    .filter(target -> target.getPackageName().startsWith(CORE) && !target.equals(topLevel(type)))
                    .forEach(target -> others.add(target.getName()));
        }
        Map<String, Set<String>> reached = new TreeMap<>();
        needed.keySet().forEach(name -> reached.put(name, reachable(name, needed)));
        return needed.keySet().stream()
                .filter(name -> reached.get(name).contains(name))
                .map(name -> reached.get(name).stream()
                        .filter(other -> reached.getOrDefault(other, Set.of()).contains(name))
                        .collect(Collectors.toSet()))
                .collect(Collectors.toSet());
    }

    private static Set<String> reachable(String name, Map<String, Set<String>> needed) {
        Set<String> found = new TreeSet<>();
        Deque<String> waiting = new ArrayDeque<>(needed.get(name));
        while (!waiting.isEmpty()) {
            String next = waiting.pop();
            if (found.add(next)) {
                waiting.addAll(needed.getOrDefault(next, Set.of()));
            }
        }
        return found;
    }

    private static JavaClass topLevel(JavaClass type) {
        JavaClass outer = type;
        while (outer.getEnclosingClass().isPresent()) {
            outer = outer.getEnclosingClass().get();
        }
        return outer;
    }

    private static DescribedPredicate<JavaCall<?>> isOneOf(Class<?> owner, String... names) {
        return DescribedPredicate.describe(
                owner.getSimpleName() + " " + List.of(names),
                call -> call.getTargetOwner().isEquivalentTo(owner)
                        && List.of(names).contains(call.getName()));
    }

    private static DescribedPredicate<JavaClass> constantBodies() {
        return DescribedPredicate.describe(
                "enums and what the compiler adds",
                type -> type.isEnum()
                        || type.isAnonymousClass()
                        || type.getSimpleName().isEmpty()
                        || type.getSimpleName().equals("package-info"));
    }

    @ArchTest
    static void internal_packages_are_not_exported(JavaClasses classes) throws IOException {
        ModuleDescriptor module = module();
        assertThat(module.exports())
                .extracting(ModuleDescriptor.Exports::source)
                .containsExactlyInAnyOrder(CORE, CORE + ".servlet", CORE + ".spring");
        assertThat(module.opens()).extracting(ModuleDescriptor.Opens::source).containsExactly(CORE + ".spring");
    }

    /** The descriptor that lies beside the classes; there are others on the class path. */
    private static ModuleDescriptor module() throws IOException {
        URL classes =
                ForwardedResolver.class.getProtectionDomain().getCodeSource().getLocation();
        try (InputStream descriptor = new URL(classes, "module-info.class").openStream()) {
            return ModuleDescriptor.read(descriptor);
        }
    }

    @ArchTest
    static void the_public_types_are_these(JavaClasses classes) {
        assertThat(publicTypes(classes, CORE)).isEqualTo(CORE_TYPES);
        assertThat(publicTypes(classes, CORE + ".servlet")).isEqualTo(SERVLET_TYPES);
        assertThat(publicTypes(classes, CORE + ".spring")).isEqualTo(SPRING_TYPES);
        assertThat(publicTypes(classes, CORE + ".cli")).containsExactly("Main");
        assertThat(CORE_TYPES.size() + SERVLET_TYPES.size() + SPRING_TYPES.size() + 1)
                .isLessThanOrEqualTo(MOST_PUBLIC_TYPES);
    }

    private static Set<String> publicTypes(JavaClasses classes, String packageName) {
        Set<String> names = new TreeSet<>();
        for (JavaClass type : classes) {
            if (type.getPackageName().equals(packageName) && type.getModifiers().contains(JavaModifier.PUBLIC)) {
                names.add(type.getName().substring(packageName.length() + 1));
            }
        }
        return names;
    }
}
