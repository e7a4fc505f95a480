package dev.forwarded.servlet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The wars of a run on a server: those of the tests or, where the run's name says so, a shop made with Spring Boot.
 * Quarkus takes no war: it has the classes of the tests at the context path of their first one, and no files.
 */
public final class Wars {

    static final boolean ARE_OF_SPRING_BOOT = Container.NAME.contains("-boot-war-");

    /**
     * The names, which are the context paths, too, in the order in which some servers deploy them: when the last one is
     * there, all are. The application called closed has a wrong setting.
     */
    static final List<String> NAMES =
            ARE_OF_SPRING_BOOT ? List.of("closed", "replace", "prepend") : List.of("closed", "app", "files");

    /** What is answered with 200 once the server is up. */
    static final List<String> PAGES = ARE_OF_SPRING_BOOT
            ? List.of("/replace/cart", "/prepend/cart")
            : areNone() ? List.of("/app/dump") : List.of("/app/dump", "/files/index.html");

    /** What Spring Boot asks for in Liberty's server.xml: its error pages need an answer that is not sent yet. */
    static final String LIBERTY = ARE_OF_SPRING_BOOT ? "  <webContainer invokeFlushAfterService=\"false\"/>\n" : "";

    private Wars() {}

    static boolean areNone() {
        return Container.is("quarkus");
    }

    static void into(Path folder) throws IOException {
        if (ARE_OF_SPRING_BOOT) {
            BootWar.into(folder);
        } else {
            War.into(folder);
        }
    }

    /** Where the server of this run listens, which starts if it has not. */
    public static int port() {
        return ServerContainer.runningPort();
    }
}
