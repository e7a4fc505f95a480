package dev.forwarded.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The settings and the connection, as the words of a command give them. */
final class Words {

    @Option(
            names = "--settings",
            paramLabel = "FILE",
            description = "Take the settings from a web.xml, .properties, .yml, .yaml or .env file.")
    private String file = "";

    @Parameters(
            arity = "0..*",
            paramLabel = "KEY=VALUE",
            description = {
                "A setting (see the command settings), also as Spring Boot writes it, or a fact of the connection:",
                "peer=ADDRESS: the direct neighbour, 127.0.0.1 if not given",
                "peerPort=PORT: its port",
                "scheme=SCHEME: http or https, as the connection to the server has it; http if not given",
                "serverName=NAME, serverPort=PORT: the server's own, where the request names none",
                "localAddress=IP: the address on which the request arrived",
                "contextPath=PATH: the application's part of the path",
                "target=PATH: the path, for headers without a request line"
            })
    private List<String> words = List.of();

    /** What they say together; settings beside a file win. */
    Situation situation() {
        Map<String, Given> settings = new LinkedHashMap<>();
        if (!file.isEmpty()) {
            settings.putAll(SettingsFile.read(file));
        }
        return new Situation(settings, Map.of()).with(words);
    }
}
