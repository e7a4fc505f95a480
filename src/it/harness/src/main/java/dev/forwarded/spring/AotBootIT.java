package dev.forwarded.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplicationAotProcessor;

/** The application with Spring Boot's ahead-of-time processing, run on a JVM. */
class AotBootIT {

    private static final String CLASS_PATH = System.getProperty("java.class.path");

    @TempDir
    private Path directory;

    @Test
    @Timeout(120)
    void a_processed_application_sees_the_original_request() throws Exception {
        Path generated = process();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dspring.aot.enabled=true",
                        "-Dspring.main.banner-mode=off",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        generated + File.pathSeparator + CLASS_PATH,
                        ShopApplication.class.getName(),
                        "--server.port=0",
                        "--server.address=127.0.0.1",
                        "--forwarded.headers=x-forwarded",
                        "--spring.main.cloud-platform=kubernetes")
                .redirectErrorStream(true)
                .start();
        try (BufferedReader output = process.inputReader()) {
            int port = port(output);
            assertThat(Shop.get(port, "/cart", "X-Forwarded-For: 203.0.113.7", "X-Forwarded-Proto: https"))
                    .contains("Seen-REQUEST: https://10.0.0.12:8080/cart")
                    .endsWith("https://10.0.0.12:8080/cart true 203.0.113.7 null");
        } finally {
            process.destroy();
        }
    }

    /** A folder with what the processing generates, compiled. */
    private Path process() throws Exception {
        Path sources = directory.resolve("sources");
        Path classes = directory.resolve("classes");
        SpringApplicationAotProcessor.main(new String[] {
            ShopApplication.class.getName(),
            sources.toString(),
            classes.toString(),
            classes.toString(),
            "example",
            "shop"
        });
        try (Stream<Path> files = Files.walk(sources)) {
            List<String> names = files.map(Path::toString)
                    .filter(name -> name.endsWith(".java"))
                    .toList();
            assertThat(names).anyMatch(name -> name.contains("ForwardedAutoConfiguration__"));
            List<String> arguments = Stream.concat(
                            Stream.of("-nowarn", "-cp", CLASS_PATH, "-d", classes.toString()), names.stream())
                    .toList();
            int result = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));
            assertThat(result).isZero();
        }
        return classes;
    }

    private static int port(BufferedReader output) throws IOException {
        StringBuilder log = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            log.append(line).append('\n');
            if (line.startsWith("processed on port ")) {
                return Integer.parseInt(line.substring(line.lastIndexOf(' ') + 1));
            }
        }
        throw new IOException("not started:\n" + log);
    }
}
