package dev.forwarded.servlet;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * A running container with an application whose actions each test sets anew. Those of equal settings are shared, and
 * run until the JVM ends: starting one costs more than most tests.
 */
public final class Stage {

    private static final Map<String, Stage> SHARED = new ConcurrentHashMap<>();

    private final Application application;
    private final Container container;

    private Stage(Application application) {
        this.application = application.dumps();
        this.container = Container.start(application);
    }

    /** With the filter for the recommended dispatcher types, and settings such as {@code "hops=2; fields=for"}. */
    static Stage with(String settings) {
        return shared(
                settings,
                () -> Application.filtered(settings(settings), Application.RECOMMENDED)
                        .withErrorPages());
    }

    /** With an application of a test's own, known by a name. */
    static Stage shared(String name, Supplier<Application> application) {
        Stage stage = SHARED.computeIfAbsent(name, key -> new Stage(application.get()));
        stage.application.clear().dumps();
        return stage;
    }

    /** Of a test that wants to see it start. */
    public static Stage own(Application application) {
        return new Stage(application);
    }

    static Map<String, String> settings(String text) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String setting : text.isEmpty() ? new String[0] : text.split("; ")) {
            int equals = setting.indexOf('=');
            settings.put(setting.substring(0, equals), setting.substring(equals + 1));
        }
        return settings;
    }

    Stage on(String path, Action action) {
        application.on(path, action);
        return this;
    }

    public Answer ask(String head) throws IOException {
        return RawHttp.ask(port(), head);
    }

    /** The same from 127.0.0.{@code last}, whom the settings of most tests do not trust. */
    public Answer askFrom(int last, String head) throws IOException {
        return RawHttp.ask(port(), head, last);
    }

    public int port() {
        container.show(application);
        return container.port();
    }
}
