package dev.forwarded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;

/** A program of another module, compiled and run with nothing but the library and SLF4J on its module path. */
class ModulePathTest {

    private static final String PROGRAM = """
            package shop;

            import dev.forwarded.ForwardedResolver;
            import dev.forwarded.RequestHead;

            public final class Shop {
                public static void main(String[] arguments) {
                    ForwardedResolver resolver = ForwardedResolver.builder().trustedProxies("10.0.0.7").build();
                    RequestHead head = RequestHead.parse("GET / HTTP/1.1\\nHost: a\\nX-Forwarded-Proto: https");
                    System.out.println(resolver.resolve(head.peer("10.0.0.7", 1)).url());
                }
            }
            """;

    @TempDir
    Path folder;

    @Test
    void a_module_that_requires_the_library_needs_neither_servlets_nor_spring() throws Exception {
        Path sources = Files.createDirectories(folder.resolve("src/shop"));
        Files.writeString(folder.resolve("src/module-info.java"), "module shop { requires dev.forwarded; }");
        Files.writeString(sources.resolve("Shop.java"), PROGRAM);
        Path classes = folder.resolve("classes");
        assertThat(run(
                        "javac",
                        "-Xlint:all",
                        "-Werror",
                        "-d",
                        classes.toString(),
                        "-p",
                        path(),
                        folder.resolve("src/module-info.java").toString(),
                        sources.resolve("Shop.java").toString()))
                .isEmpty();
        assertThat(run("java", "-p", classes + File.pathSeparator + path(), "-m", "shop/shop.Shop"))
                .endsWith("https://a/\n");
    }

    private static String path() throws URISyntaxException {
        return place(ForwardedResolver.class) + File.pathSeparator + place(Logger.class);
    }

    private static String place(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                .toString();
    }

    private static String run(String tool, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", tool).toString());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
