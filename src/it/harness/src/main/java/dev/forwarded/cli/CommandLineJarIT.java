package dev.forwarded.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.forwarded.ForwardedResolver;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The runnable jar as the build has made it, by itself; and that the library's jar knows nothing of it. */
final class CommandLineJarIT {

    private static final String JAR = "target/forwarded-filter-cli.jar";
    private static final String COMMAND = "java -jar " + JAR + " ";

    private static URLClassLoader loader;
    private static Method run;

    private record Documented(Path page, String command, String output) {}

    /** Nothing but the jar and the JDK: one JVM for all commands, since a hundred of them take minutes. */
    @BeforeAll
    static void loads_the_jar() throws Exception {
        URL jar = Path.of(JAR).toUri().toURL();
        loader = new URLClassLoader(new URL[] {jar}, ClassLoader.getPlatformClassLoader());
        run = loader.loadClass("dev.forwarded.cli.Main")
                .getDeclaredMethod(
                        "run", String[].class, InputStream.class, PrintStream.class, PrintStream.class, boolean.class);
        run.setAccessible(true);
    }

    @AfterAll
    static void closes_the_jar() throws IOException {
        loader.close();
    }

    private static List<Documented> documented() throws IOException {
        List<Documented> all = new ArrayList<>();
        for (Path root : List.of(Path.of("docs"), Path.of("examples"), Path.of("README.md"))) {
            try (Stream<Path> pages = Files.walk(root)) {
                for (Path page : pages.filter(file -> file.toString().endsWith(".md"))
                        .sorted()
                        .toList()) {
                    read(page, all);
                }
            }
        }
        return all;
    }

    private static void read(Path page, List<Documented> all) throws IOException {
        List<String> lines = Files.readAllLines(page);
        for (int i = 0; i < lines.size(); i++) {
            String command = lines.get(i).startsWith("$ ") ? lines.get(i).substring(2) : lines.get(i);
            if (command.startsWith(COMMAND)) {
                StringBuilder output = new StringBuilder();
                for (int j = i + 1; !lines.get(j).startsWith("```"); j++) {
                    output.append(lines.get(j)).append('\n');
                }
                all.add(new Documented(page, command.substring(COMMAND.length()), output.toString()));
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> a_documented_command_gives_what_is_printed_below_it() throws IOException {
        List<Documented> all = documented();
        assertThat(all).hasSizeGreaterThan(50);
        return all.stream()
                .map(one -> dynamicTest(one.page + ": " + one.command, () -> {
                    String output = run(one.command);
                    assertThat(output).isNotEmpty();
                    if (!one.output.isEmpty()) {
                        assertThat(output).isEqualTo(one.output);
                    }
                }));
    }

    private static String run(String command) throws Exception {
        String[] sides = command.split(" < ", -1);
        byte[] input = sides.length == 1 ? new byte[0] : Files.readAllBytes(Path.of(sides[1]));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        Object status =
                run.invoke(null, sides[0].split(" ", -1), new ByteArrayInputStream(input), stream, stream, false);
        assertThat(status).isIn(0, 1);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void the_file_runs_in_a_process_of_its_own(@TempDir Path folder) throws Exception {
        assertThat(process(folder, java(), "-jar", JAR, "version")).matches("0 forwarded-filter \\d.*\n");
        assertThat(process(folder, java(), "-jar", JAR)).startsWith("2 Missing required subcommand\nUsage: ");
        Path yaml =
                Files.writeString(folder.resolve("a.yml"), "forwarded:\n  hops: {for: 2}\n  headers: x-forwarded\n");
        assertThat(process(folder, java(), "-jar", JAR, "check", "--settings", yaml.toString()))
                .startsWith("0 trustedProxies=loopback\nhops=for=2\n");
        Path xml = Files.writeString(folder.resolve("web.xml"), "<web-app><filter>");
        assertThat(process(folder, java(), "-jar", JAR, "check", "--settings", xml.toString()))
                .isEqualTo("2 " + xml + ", line 1: this is no well-formed XML\n");
        Path json = Files.writeString(folder.resolve("a.json"), "{\"headers\": {\"Host\": \"shop.example.com\"}}");
        assertThat(process(folder, "sh", "-c", java() + " -jar " + JAR + " explain < " + json))
                .startsWith("0 received  http://shop.example.com/\n");
    }

    @Test
    void bash_completes_commands_and_options(@TempDir Path folder) throws Exception {
        Path script = Files.writeString(folder.resolve("completion"), run("generate-completion"));
        String words = "source " + script + "; COMP_WORDS=(forwarded-filter %s); COMP_CWORD=%d;"
                + " $(complete -p forwarded-filter | sed 's/.*-F \\([^ ]*\\).*/\\1/'); echo ${COMPREPLY[*]}";
        assertThat(process(folder, "bash", "-c", String.format(words, "expl", 1)))
                .isEqualTo("0 explain\n");
        assertThat(process(folder, "bash", "-c", String.format(words, "explain --d", 2)))
                .contains("--diff");
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** The exit status and what was printed to either stream. */
    private static String process(Path folder, String... command) throws Exception {
        Path output = Files.createTempFile(folder, "output", "");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        Process process = builder.start();
        process.getOutputStream().close();
        return process.waitFor() + " " + Files.readString(output);
    }

    @Test
    void the_jar_holds_the_core_the_command_line_and_what_they_need() throws IOException {
        try (JarFile jar = new JarFile(JAR)) {
            assertThat(jar.stream().map(Object::toString).filter(name -> name.endsWith(".class")))
                    .contains("dev/forwarded/ForwardedResolver.class", "picocli/CommandLine.class")
                    .allMatch(name -> name.startsWith("dev/forwarded/")
                            || name.startsWith("picocli/")
                            || name.startsWith("com/fasterxml/jackson/")
                            || name.startsWith("org/yaml/snakeyaml/"))
                    .noneMatch(name -> name.startsWith("dev/forwarded/servlet/")
                            || name.startsWith("dev/forwarded/spring/")
                            || name.endsWith("module-info.class"));
            assertThat(jar.getEntry("META-INF/LICENSE")).isNotNull();
            assertThat(jar.getEntry("META-INF/NOTICE")).isNotNull();
        }
    }

    private static Path library() throws URISyntaxException {
        return Path.of(ForwardedResolver.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }

    @Test
    void the_library_is_as_small_as_the_readme_says() throws Exception {
        Matcher said = Pattern.compile("\\| the jar; .* \\| less than (\\d+) kB \\|")
                .matcher(Files.readString(Path.of("README.md")));
        assertThat(said.find()).isTrue();
        assertThat(Files.size(library())).isLessThan(Integer.parseInt(said.group(1)) * 1_000L);
    }

    @Test
    void the_library_knows_nothing_of_the_command_line() throws Exception {
        Path library = library();
        try (JarFile jar = new JarFile(library.toFile())) {
            assertThat(jar.stream().map(Object::toString).filter(name -> name.endsWith(".class")))
                    .allMatch(name -> name.startsWith("dev/forwarded/") || name.equals("module-info.class"))
                    .noneMatch(name -> name.startsWith("dev/forwarded/cli/"));
            assertThat(jar.getManifest().getMainAttributes().toString().replaceAll("\\s", ""))
                    .doesNotContain("picocli", "jackson", "cli", "Main-Class", "javax.xml");
        }
        String pom = Files.readString(Path.of(library.toString().replaceFirst("\\.jar$", ".pom")));
        assertThat(pom).contains("slf4j-api").doesNotContain("picocli", "jackson");
    }
}
