package dev.forwarded.servlet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** How each server is started, with what its own documentation says of a first start. */
final class Servers {

    private static final String LISTENER = "network-config.network-listeners.network-listener.http-listener";
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private final Path work;
    private final Path wars;
    private final Path home = Path.of(System.getProperty("server.home"));
    private final int port;

    private Servers(Path work, int port) {
        this.work = work;
        this.wars = work.resolve("wars");
        this.port = port;
    }

    /** The server whose name begins that of the run. */
    static Process start(Path work, int port) throws IOException {
        Servers servers = new Servers(work, port);
        String kind = Container.NAME.substring(0, Container.NAME.indexOf('-'));
        return switch (kind) {
            case "tomcat" -> servers.tomcat();
            case "jetty" -> servers.jetty();
            case "liberty" -> servers.liberty();
            case "wildfly" -> servers.wildfly();
            case "payara" -> servers.payara();
            case "glassfish" -> servers.glassfish();
            case "quarkus" -> servers.quarkus();
            default -> throw new IllegalStateException("no server named \"" + kind + "\"");
        };
    }

    private Process run(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.directory(work.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("CATALINA_BASE", work.toString());
        builder.environment().put("JETTY_BASE", work.toString());
        builder.environment().put("WLP_USER_DIR", work.toString());
        builder.redirectErrorStream(true);
        builder.redirectOutput(work.resolve("server.log").toFile());
        return builder.start();
    }

    /** The one folder that the zip had. */
    private Path unpacked() throws IOException {
        try (Stream<Path> folders = Files.list(home)) {
            return folders.filter(Files::isDirectory).findFirst().orElseThrow();
        }
    }

    private void deploy(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (String war : Wars.NAMES) {
            Files.copy(wars.resolve(war + ".war"), folder.resolve(war + ".war"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private Process tomcat() throws IOException {
        Path tomcat = unpacked();
        for (String folder : new String[] {"conf", "logs", "temp", "work"}) {
            Files.createDirectories(work.resolve(folder));
        }
        deploy(work.resolve("webapps"));
        Files.copy(tomcat.resolve("conf/web.xml"), work.resolve("conf/web.xml"), StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(work.resolve("conf/server.xml"), """
                <Server port="-1">
                  <Service name="Catalina">
                    <Connector port="%d" address="127.0.0.1" useVirtualThreads="%s" maxKeepAliveRequests="-1">
                      <UpgradeProtocol className="org.apache.coyote.http2.Http2Protocol"/>
                    </Connector>
                    <Engine name="Catalina" defaultHost="localhost">
                      <Host name="localhost" appBase="webapps"/>
                    </Engine>
                  </Service>
                </Server>
                """.formatted(
                        port, Runtime.version().feature() >= 21));
        String classes = tomcat.resolve("bin/bootstrap.jar") + ":" + tomcat.resolve("bin/tomcat-juli.jar");
        return run(List.of(
                JAVA,
                "-Dcatalina.home=" + tomcat,
                "-Dcatalina.base=" + work,
                "-Djava.io.tmpdir=" + work.resolve("temp"),
                "-cp",
                classes,
                "org.apache.catalina.startup.Bootstrap",
                "start"));
    }

    private Process jetty() throws IOException {
        deploy(work.resolve("webapps"));
        String environment = Container.NAME.substring(Container.NAME.lastIndexOf('-') + 1);
        return run(List.of(
                JAVA,
                "-jar",
                unpacked().resolve("start.jar").toString(),
                "jetty.base=" + work,
                "jetty.http.host=127.0.0.1",
                "jetty.http.port=" + port,
                "--module=http,http2c," + environment + "-deploy"
                        + (Wars.ARE_OF_SPRING_BOOT ? "," + environment + "-annotations" : "")));
    }

    private Process liberty() throws IOException {
        Path server = work.resolve("servers/tests");
        deploy(server.resolve("apps"));
        StringBuilder applications = new StringBuilder(Wars.LIBERTY);
        Wars.NAMES.forEach(war -> applications
                .append("  <webApplication contextRoot=\"/")
                .append(war)
                .append("\" location=\"")
                .append(war)
                .append(".war\"/>\n"));
        Files.writeString(server.resolve("server.xml"), """
                <server>
                  <featureManager><feature>servlet-6.0</feature></featureManager>
                  <httpEndpoint id="defaultHttpEndpoint" host="127.0.0.1" httpPort="%d" httpsPort="-1"/>
                %s%s</server>
                """.formatted(
                        port,
                        Container.is("liberty-none") ? "  <httpDispatcher trustedHeaderOrigin=\"none\"/>\n" : "",
                        applications));
        Path liberty = unpacked();
        return run(List.of(
                JAVA,
                "-javaagent:" + liberty.resolve("bin/tools/ws-javaagent.jar"),
                "--add-exports=java.base/sun.security.action=ALL-UNNAMED",
                "-jar",
                liberty.resolve("bin/tools/ws-server.jar").toString(),
                "tests"));
    }

    private Process wildfly() throws IOException {
        Path wildfly = unpacked();
        deploy(wildfly.resolve("standalone/deployments"));
        return run(List.of(
                "sh",
                wildfly.resolve("bin/standalone.sh").toString(),
                "-b",
                "127.0.0.1",
                "-bmanagement",
                "127.0.0.1",
                "-Djboss.http.port=" + port,
                "-Djboss.https.port=0",
                "-Djboss.management.http.port=" + Ports.free(),
                "-Djboss.server.log.dir=" + work.resolve("logs")));
    }

    /** An application that the run has built, with its own server. */
    private Process quarkus() throws IOException {
        return run(List.of(
                JAVA,
                "-Dquarkus.http.port=" + port,
                "-jar",
                home.resolveSibling("quarkus-app/quarkus-run.jar").toString()));
    }

    private Process payara() throws IOException {
        Path loopback = Files.writeString(
                work.resolve("loopback"), "set configs.config.server-config." + LISTENER + ".address=127.0.0.1\n");
        List<String> command = new ArrayList<>(List.of(
                JAVA,
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-jar",
                home.resolve("payara-micro.jar").toString(),
                "--nocluster",
                "--prebootcommandfile",
                loopback.toString(),
                "--port",
                Integer.toString(port)));
        Wars.NAMES.forEach(war ->
                command.addAll(List.of("--deploy", wars.resolve(war + ".war").toString())));
        return run(command);
    }

    private Process glassfish() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                JAVA,
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-cp",
                home.resolve("glassfish-embedded-all.jar") + ":"
                        + War.classes(work.resolve("main"), "GlassFishMain", "Reflect"),
                GlassFishMain.class.getName(),
                Integer.toString(port)));
        Wars.NAMES.forEach(war -> command.add(wars.resolve(war + ".war").toString()));
        return run(command);
    }
}
