package dev.forwarded.servlet;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipOutputStream;

/** A war of Spring Boot without a web.xml: the shop of the tests, the libraries it needs, and properties. */
final class BootWar {

    private static final List<String> LIBRARIES = List.of(
            "org/springframework/",
            "io/micrometer/",
            "com/fasterxml/",
            "org/yaml/",
            "org/slf4j/slf4j-api/",
            "jakarta/annotation/",
            "dev/forwarded/forwarded-filter/");

    private static final String PROPERTIES = "forwarded.headers=x-forwarded\nforwarded.trusted-proxies=127.0.0.1\n";

    private BootWar() {}

    static void into(Path folder) throws IOException {
        Files.createDirectories(folder);
        write(folder.resolve("replace.war"), PROPERTIES + "forwarded.prefix=replace\n");
        write(folder.resolve("prepend.war"), PROPERTIES + "forwarded.prefix=prepend\n");
        write(folder.resolve("closed.war"), PROPERTIES + "forwarded.hopps=1\n");
    }

    private static void write(Path war, String properties) throws IOException {
        try (OutputStream out = Files.newOutputStream(war);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            War.add(zip, "WEB-INF/classes/application.properties", properties.getBytes(StandardCharsets.UTF_8));
            for (Path jar : libraries()) {
                War.add(zip, "WEB-INF/lib/" + jar.getFileName(), Files.readAllBytes(jar));
            }
            War.classes(zip, "/dev/forwarded/spring");
        }
    }

    private static List<Path> libraries() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(jar -> LIBRARIES.stream().anyMatch(jar.replace(File.separatorChar, '/')::contains))
                .map(Path::of)
                .toList();
    }
}
