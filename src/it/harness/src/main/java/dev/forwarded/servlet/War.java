package dev.forwarded.servlet;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A war as users make it: a web.xml, the library, the API of SLF4J without a provider; and the classes of the tests. */
final class War {

    private static final String HEAD = """
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0" metadata-complete="true">
              <filter>
                <filter-name>forwarded</filter-name>
                <filter-class>%s</filter-class>
                <async-supported>true</async-supported>
                <init-param><param-name>%s</param-name><param-value>1</param-value></init-param>
              </filter>
              <filter-mapping>
                <filter-name>forwarded</filter-name>
                <url-pattern>/*</url-pattern>
                <dispatcher>REQUEST</dispatcher><dispatcher>ASYNC</dispatcher><dispatcher>ERROR</dispatcher>
                <dispatcher>FORWARD</dispatcher><dispatcher>INCLUDE</dispatcher>
              </filter-mapping>
              <servlet>
                <servlet-name>actions</servlet-name>
                <servlet-class>dev.forwarded.servlet.StagedServlet</servlet-class>
                <load-on-startup>1</load-on-startup>
                <async-supported>true</async-supported>
              </servlet>
              <servlet-mapping>
                <servlet-name>actions</servlet-name><url-pattern>%s</url-pattern>
              </servlet-mapping>
            """;

    private static final String TAIL = """
              <welcome-file-list><welcome-file>index.html</welcome-file></welcome-file-list>
              <error-page><error-code>409</error-code><location>/error</location></error-page>
              <error-page><error-code>500</error-code><location>/error</location></error-page>
            </web-app>
            """;

    private static final String STAGED = "dev.forwarded.servlet.StagedFilter";

    private War() {}

    /** The applications that a server of the tests has, by context path, in this folder. */
    static void into(Path folder) throws IOException {
        Files.createDirectories(folder);
        write(folder.resolve("app.war"), HEAD.formatted(STAGED, "hops", "/*") + TAIL);
        write(folder.resolve("files.war"), HEAD.formatted(STAGED, "hops", "/do/*") + withoutErrorPages());
        write(folder.resolve("closed.war"), HEAD.formatted(ForwardedFilter.class.getName(), "hopps", "/*") + TAIL);
    }

    private static String withoutErrorPages() {
        return TAIL.lines().filter(line -> !line.contains("error-page")).reduce("", (text, line) -> text + line + "\n");
    }

    private static void write(Path war, String webXml) throws IOException {
        try (OutputStream out = Files.newOutputStream(war);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            add(zip, "WEB-INF/web.xml", webXml.getBytes(StandardCharsets.UTF_8));
            add(zip, "index.html", bytes("welcome"));
            add(zip, "a b.txt", bytes("a file"));
            add(zip, "dir/index.html", bytes("welcome to dir"));
            add(zip, "WEB-INF/lib/forwarded-filter.jar", Files.readAllBytes(place(ForwardedFilter.class)));
            add(zip, "WEB-INF/lib/slf4j-api.jar", Files.readAllBytes(place(org.slf4j.LoggerFactory.class)));
            classes(zip, "/dev/forwarded/servlet");
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A class path with nothing but the classes whose names begin so: GlassFish asks it before a war. */
    static Path classes(Path folder, String... starts) throws IOException {
        Path target = Files.createDirectories(folder.resolve("dev/forwarded/servlet"));
        try (FileSystem jar = FileSystems.newFileSystem(place(War.class));
                Stream<Path> all = Files.list(jar.getPath("/dev/forwarded/servlet"))) {
            for (Path type : all.toList()) {
                String name = type.getFileName().toString();
                if (Stream.of(starts).anyMatch(name::startsWith)) {
                    Files.write(target.resolve(name), Files.readAllBytes(type));
                }
            }
        }
        return folder;
    }

    /** The classes of a package of the tests. */
    static void classes(ZipOutputStream zip, String folder) throws IOException {
        try (FileSystem jar = FileSystems.newFileSystem(place(War.class))) {
            List<Path> classes;
            try (Stream<Path> all = Files.list(jar.getPath(folder))) {
                classes = all.filter(Files::isRegularFile).toList();
            }
            for (Path type : classes) {
                add(zip, "WEB-INF/classes" + type, Files.readAllBytes(type));
            }
        }
    }

    static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }

    private static Path place(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
