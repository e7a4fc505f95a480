package dev.forwarded.cli;

import dev.forwarded.Explanation;
import dev.forwarded.Finding;
import dev.forwarded.ForwardedResolver;
import dev.forwarded.RejectedRequestException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.Manifest;

/**
 * The command line: {@code java -jar forwarded-filter.jar explain key=value… < request-head} tells what the library
 * makes of a recorded request, and why. {@code help} lists everything it can do.
 */
public final class Main {

    /** Everything is served. */
    static final int SERVED = 0;

    /** At least one request is answered with 400. */
    static final int REJECTED = 1;

    /** The command, the settings or the input are not understood. */
    static final int MISTAKE = 2;

    private static final String UNKNOWN = "(version unknown)";

    private static final String USAGE = """
            usage: java -jar forwarded-filter.jar COMMAND [OPTION]... [KEY=VALUE]...

            explain   read requests from standard input and tell what becomes of them: a raw request head, the
                      output of curl -v, a followed TCP stream, header lines, or headers as JSON
            check     tell what the settings mean, and what is risky about them
            help      print this text
            version   print the version

            --settings FILE    take the settings from a web.xml, .properties, .yml or .yaml file
            --diff KEY=VALUE   tell what this would change; may be repeated
            --json             answer for machines

            Keys are those of the settings (docs/settings.md), and of the connection:
            peer=ADDRESS       the direct neighbour, 127.0.0.1 if not given
            peerPort=PORT      its port
            scheme=SCHEME      http or https, as the connection to the server has it; http if not given
            serverName=NAME    the server's own name and port, where the request names none
            serverPort=PORT
            localAddress=IP    the address on which the request arrived
            contextPath=PATH   the application's part of the path
            target=PATH        the path, for headers without a request line

            Exit status: 0 served, 1 rejected with 400, 2 not understood.
            """;

    private Main() {}

    /**
     * Runs one command, and ends the process with its status.
     *
     * @param args the words of the command line
     */
    public static void main(String[] args) {
        PrintStream out = stream(FileDescriptor.out);
        PrintStream err = stream(FileDescriptor.err);
        int status = run(args, System.in, out, err, Terminal.wantsColour());
        out.flush();
        err.flush();
        System.exit(status);
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
    }

    static int run(String[] args, InputStream in, PrintStream out, PrintStream err, boolean colour) {
        try {
            return run(Arguments.of(args), in, out, colour);
        } catch (CommandException mistake) {
            err.println(mistake.getMessage());
            if (mistake.isOfUsage()) {
                err.print("\n" + USAGE);
            }
            return MISTAKE;
        }
    }

    private static int run(Arguments arguments, InputStream in, PrintStream out, boolean colour) {
        switch (arguments.command()) {
            case "help" -> out.print(USAGE);
            case "version" -> out.println("forwarded-filter " + version());
            case "check" -> check(arguments, out);
            default -> {
                return explain(arguments, in, out, colour);
            }
        }
        return SERVED;
    }

    private static void check(Arguments arguments, PrintStream out) {
        ForwardedResolver resolver = Resolvers.build(arguments.settings());
        List<Finding> warnings = resolver.warnings();
        if (arguments.json()) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("settings", resolver.settings());
            map.put("summary", resolver.summary());
            map.put("warnings", warnings.stream().map(Finding::toString).toList());
            out.print(JsonWriter.write(map));
            return;
        }
        resolver.settings().forEach((key, value) -> out.print(value.isEmpty() ? "" : key + "=" + value + "\n"));
        out.println(resolver.summary());
        warnings.forEach(warning -> out.println("warning: " + warning));
    }

    private static int explain(Arguments arguments, InputStream in, PrintStream out, boolean colour) {
        ForwardedResolver resolver = Resolvers.build(arguments.settings());
        Connection connection = new Connection(arguments.connection());
        String target = connection.target();
        List<Recorded> requests = RequestReader.read(Input.standard(in), target);
        int status = SERVED;
        for (int i = 0; i < requests.size(); i++) {
            Recorded request = requests.get(i);
            if (requests.size() > 1 && !arguments.json()) {
                out.print((i == 0 ? "" : "\n") + "request " + (i + 1) + " of " + requests.size() + ", line "
                        + request.at() + ": " + Printable.of(request.line()) + "\n");
            }
            Explanation explanation = resolver.explain(connection.of(request.head()));
            out.print(answer(arguments, request, explanation, colour));
            status = explanation.decision() instanceof RejectedRequestException ? REJECTED : status;
        }
        return status;
    }

    private static String answer(Arguments arguments, Recorded request, Explanation explanation, boolean colour) {
        Map<String, String> changes = arguments.changes();
        Difference difference =
                changes.isEmpty() ? null : new Difference(changes, explanation, changed(arguments, request));
        if (arguments.json()) {
            Map<String, Object> map = explanation.toMap();
            if (difference != null) {
                map.put("diff", difference.toMap());
            }
            return JsonWriter.write(map);
        }
        String text = explanation + (difference == null ? "" : "\n" + difference);
        return colour ? Colours.paint(text) : text;
    }

    /** The account of the same request under changed settings. */
    private static Explanation changed(Arguments arguments, Recorded request) {
        Map<String, Given> settings = new LinkedHashMap<>(arguments.settings());
        Map<String, String> connection = new LinkedHashMap<>(arguments.connection());
        arguments.changes().forEach((key, value) -> {
            if (Connection.KEYS.contains(key)) {
                connection.put(key, value);
            } else {
                settings.put(key, new Given(value, ""));
            }
        });
        return Resolvers.build(settings).explain(new Connection(connection).of(request.head()));
    }

    private static String version() {
        try (InputStream in = Main.class.getResourceAsStream("/META-INF/MANIFEST.MF")) {
            Attributes manifest = in == null ? new Attributes() : new Manifest(in).getMainAttributes();
            String version = manifest.getValue(Attributes.Name.IMPLEMENTATION_VERSION);
            String bundle = version == null ? manifest.getValue("Bundle-Version") : version;
            return bundle == null ? UNKNOWN : bundle;
        } catch (IOException unreadable) {
            return UNKNOWN;
        }
    }
}
