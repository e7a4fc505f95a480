package dev.forwarded.cli;

import dev.forwarded.Explanation;
import dev.forwarded.ForwardedResolver;
import dev.forwarded.RejectedRequestException;
import dev.forwarded.internal.settings.Profile;
import dev.forwarded.internal.settings.Setting;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * The command line: {@code java -jar forwarded-filter-cli.jar explain key=value… < request-head} tells what the library
 * makes of a recorded request, and why. {@code help} lists everything it can do.
 */
@Command(
        name = "forwarded-filter",
        description = "What the forwarded filter makes of a request, and why.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        subcommands = {HelpCommand.class, GenerateCompletion.class},
        footer = "%nExit status: 0 served, 1 a request is rejected with 400, 2 not understood.")
public final class Main {

    /** At least one request is answered with 400. */
    private static final int REJECTED = 1;

    /** The command, the settings or the input are not understood; picocli has the same. */
    private static final int MISTAKE = 2;

    private final InputStream in;
    private final PrintWriter out;

    /** Whether what was written is an account for people. */
    private boolean isAccount;

    private Main(InputStream in, PrintWriter out) {
        this.in = in;
        this.out = out;
    }

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

    /** Everything is collected first, since only {@link Terminal} may write it. */
    static int run(String[] args, InputStream in, PrintStream out, PrintStream err, boolean colour) {
        StringWriter answer = new StringWriter();
        StringWriter mistakes = new StringWriter();
        Main main = new Main(in, new PrintWriter(answer));
        CommandLine line = new CommandLine(main)
                .setOut(new PrintWriter(answer))
                .setErr(new PrintWriter(mistakes))
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .setExpandAtFiles(false)
                .setUsageHelpWidth(100)
                .setExecutionExceptionHandler(Main::mistake);
        line.getCommandSpec().version(version());
        int status = line.execute(args);
        out.print(Terminal.text(answer.toString(), colour && main.isAccount));
        err.print(Terminal.text(mistakes.toString(), false));
        return status;
    }

    private static int mistake(Exception failure, CommandLine line, CommandLine.ParseResult words) throws Exception {
        if (!(failure instanceof CommandException)) {
            throw failure;
        }
        line.getErr().println(failure.getMessage());
        return MISTAKE;
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Read requests from standard input and tell what becomes of each.")
    int explain(
            @Mixin Words words,
            @Option(
                            names = "--diff",
                            paramLabel = "KEY=VALUE",
                            description = "Tell what this would change; repeatable.")
                    List<String> changes,
            @Option(names = "--json", description = "Answer for machines.") boolean json) {
        Situation situation = words.situation();
        Situation other = situation.with(changes == null ? List.of() : changes);
        Map<String, String> changed = situation.changes(other);
        Function<Recorded, Explanation> explainer = situation.explainer();
        Function<Recorded, Explanation> otherExplainer = changed.isEmpty() ? explainer : other.explainer();
        List<Recorded> requests =
                RequestReader.read(Bytes.standard(in), situation.connection().target());
        isAccount = !json;
        int status = 0;
        for (int i = 0; i < requests.size(); i++) {
            Recorded request = requests.get(i);
            if (requests.size() > 1 && !json) {
                out.print((i == 0 ? "" : "\n") + "request " + (i + 1) + " of " + requests.size() + ", line "
                        + request.at() + ": " + Terminal.cut(request.line()) + "\n");
            }
            Explanation explanation = explainer.apply(request);
            Answer answer = new Answer(explanation, changed, otherExplainer.apply(request));
            out.print(json ? Json.write(answer.toMap()) : answer.toString());
            status = explanation.decision() instanceof RejectedRequestException ? REJECTED : status;
        }
        return status;
    }

    @Command(mixinStandardHelpOptions = true, description = "Tell what settings mean, and what is risky about them.")
    void check(@Mixin Words words, @Option(names = "--json", description = "Answer for machines.") boolean json) {
        ForwardedResolver resolver = words.situation().resolver();
        List<String> warnings =
                resolver.warnings().stream().map(Object::toString).toList();
        if (json) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("settings", resolver.settings());
            map.put("summary", resolver.summary());
            map.put("warnings", warnings);
            out.print(Json.write(map));
            return;
        }
        resolver.settings().forEach((key, value) -> out.print(value.isEmpty() ? "" : key + "=" + value + "\n"));
        out.println(resolver.summary());
        warnings.forEach(warning -> out.println("warning: " + warning));
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "List the settings: what each is for, what it may be, and its names in Spring Boot.")
    void settings(@Parameters(arity = "0..*", paramLabel = "KEY", description = "Only these.") List<String> keys) {
        for (Setting<?> setting : chosen(keys, Setting.all(), Setting::of, "setting", Setting.keys())) {
            out.println(setting.key() + ": " + setting.meaning());
            out.println("  values   " + setting.words());
            out.println("  default  " + (setting.standard().isEmpty() ? "none" : setting.standard()));
            out.println("  Spring   " + SpringNames.property(setting) + ", " + SpringNames.variable(setting));
        }
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "List the profiles: what each proxy writes, as settings, and why.")
    void profiles(@Parameters(arity = "0..*", paramLabel = "NAME", description = "Only these.") List<String> names) {
        List<String> all = Profile.ALL.stream().map(Profile::name).toList();
        for (Profile profile : chosen(names, Profile.ALL, Profile::of, "profile", all)) {
            out.println(profile.name() + ": " + profile.reason());
            out.println(profile.settings().entrySet().stream()
                    .map(Object::toString)
                    .collect(Collectors.joining(" ", "  ", "")));
        }
    }

    private static <T> List<T> chosen(
            List<String> names, List<T> all, Function<String, Optional<T>> find, String what, List<String> known) {
        return names == null
                ? all
                : names.stream()
                        .map(name -> find.apply(name)
                                .orElseThrow(() -> new CommandException(Terminal.quoted(name) + " is no " + what
                                        + "; the " + what + "s are " + String.join(", ", known))))
                        .toList();
    }

    @Command(name = "version", description = "Print the version.")
    void printVersion() {
        out.println(version());
    }

    private static String version() {
        String version = Main.class.getPackage().getImplementationVersion();
        return "forwarded-filter " + Objects.requireNonNullElse(version, "(version unknown)");
    }
}
