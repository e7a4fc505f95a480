package dev.forwarded.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code java -jar} in a process of its own, with nothing but this library's classes. */
final class RunnableJarTest {

    @TempDir
    static Path folder;

    private static Path jar;

    @BeforeAll
    static void packs_the_classes() throws Exception {
        Path classes = Path.of(
                Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Main.class.getName());
        manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, "1.2.3");
        jar = folder.resolve("forwarded-filter.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".class")).toList()) {
                out.putNextEntry(
                        new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, out);
            }
        }
    }

    private static Cli java(byte[] input, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", jar.toString()));
        command.addAll(List.of(words));
        Path err = Files.createTempFile(folder, "err", "");
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(err.toFile());
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        Process process = builder.start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(input);
        }
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Cli(process.waitFor(), out, Files.readString(err));
    }

    @Test
    void it_explains_a_recorded_request() throws Exception {
        byte[] head = Files.readAllBytes(Path.of("examples/requests/nginx-https.http"));
        String[] words = {"explain", "trustedProxies=127.0.0.1", "headers=x-forwarded", "peer=127.0.0.1"};
        assertThat(java(head, words))
                .isEqualTo(Cli.run(words, head, false))
                .extracting(Cli::status)
                .isEqualTo(0);
    }

    @Test
    void it_reads_a_web_xml_and_rejects() throws Exception {
        Path xml = Files.writeString(
                folder.resolve("web.xml"),
                "<web-app><filter><filter-class>"
                        + "dev.forwarded.servlet.ForwardedFilter</filter-class><init-param><param-name>allowedHosts</param-name>"
                        + "<param-value>a…</param-value></init-param></filter></web-app>");
        Cli mistake = java(new byte[0], "check", "--settings", xml.toString());
        assertThat(mistake.err())
                .startsWith(xml + ", line 1: allowedHosts: \"a?\" ")
                .hasLineCount(1);
        assertThat(mistake.status()).isEqualTo(2);
        Files.writeString(xml, Files.readString(xml).replace("…", ""));
        Cli cli = java(Cli.HEAD.getBytes(StandardCharsets.US_ASCII), "explain", "--settings", xml.toString());
        assertThat(cli.out())
                .endsWith("rejected  400 Bad Request [host-not-allowed]\n")
                .doesNotContain("\u001b");
        assertThat(cli.status()).isEqualTo(1);
    }

    @Test
    void it_knows_its_version() throws Exception {
        assertThat(java(new byte[0], "--version").out()).isEqualTo("forwarded-filter 1.2.3\n");
    }

    @Test
    void without_words_it_prints_the_usage() throws Exception {
        Cli cli = java(new byte[0]);
        assertThat(cli.err()).startsWith("what is to be done?\n\nusage: ");
        assertThat(cli).extracting(Cli::status, Cli::out).containsExactly(2, "");
    }
}
