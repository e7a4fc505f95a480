package dev.forwarded.build;

import static org.assertj.core.api.Assertions.assertThat;

import aQute.bnd.header.Attrs;
import aQute.bnd.header.Parameters;
import aQute.bnd.osgi.Analyzer;
import aQute.bnd.osgi.Domain;
import aQute.bnd.osgi.Jar;
import aQute.bnd.osgi.Verifier;
import dev.forwarded.ForwardedResolver;
import java.io.File;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The jar as an OSGi bundle: bnd finds no fault with its manifest, and the manifest leaves nothing out. */
final class BundleIT {

    private Jar jar;

    @BeforeEach
    void opens_the_library() throws Exception {
        jar = new Jar(new File(ForwardedResolver.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI()));
    }

    @AfterEach
    void closes_the_library() {
        jar.close();
    }

    private Domain manifest() throws Exception {
        return Domain.domain(jar.getManifest());
    }

    @Test
    void bnd_finds_no_fault() throws Exception {
        try (Verifier verifier = new Verifier(jar)) {
            verifier.setPedantic(true);
            verifier.verify();
            assertThat(verifier.getErrors()).isEmpty();
            assertThat(verifier.getWarnings())
                    .as("the resolver stands on a type that nobody is to call, and that is all")
                    .containsExactly(
                            "Export dev.forwarded,  has 1,  private references [dev.forwarded.internal.settings]");
        }
    }

    @Test
    void what_the_classes_need_is_imported_and_nothing_else_and_all_but_the_log_optionally() throws Exception {
        Parameters imports = manifest().getImportPackage();
        imports.keySet().removeIf(name -> name.startsWith("java."));
        assertThat(imports.keySet()).containsExactlyInAnyOrderElementsOf(neededFromOutside());
        imports.forEach((name, attributes) -> assertThat("optional".equals(attributes.get("resolution:")))
                .as(name)
                .isEqualTo(!name.startsWith("org.slf4j")));
    }

    /** The packages that the classes name and neither hold nor take from the JDK's own {@code java.*}. */
    private Set<String> neededFromOutside() throws Exception {
        try (Analyzer analyzer = new Analyzer(jar)) {
            analyzer.analyze();
            Set<String> needed = new TreeSet<>();
            analyzer.getReferred().keySet().forEach(name -> needed.add(name.getFQN()));
            needed.removeIf(
                    name -> name.startsWith("java.") || jar.getDirectories().get(name.replace('.', '/')) != null);
            assertThat(needed).isNotEmpty();
            return needed;
        }
    }

    @Test
    void the_packages_that_the_module_exports_are_exported_and_no_other() throws Exception {
        Parameters exports = manifest().getExportPackage();
        assertThat(exports.keySet())
                .containsExactlyInAnyOrder("dev.forwarded", "dev.forwarded.servlet", "dev.forwarded.spring");
        assertThat(exports.values())
                .extracting(Attrs::getVersion)
                .containsOnly(manifest().getBundleVersion());
    }

    @Test
    void both_lines_of_the_servlet_api_are_taken_and_the_next_is_not() throws Exception {
        manifest().getImportPackage().forEach((name, attributes) -> {
            if (name.startsWith("jakarta.servlet")) {
                assertThat(attributes.getVersion()).as(name).isEqualTo("[6.0,7)");
            }
        });
    }
}
