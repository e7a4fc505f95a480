package dev.forwarded.servlet;

import java.io.File;
import java.util.List;

/** Embedded GlassFish, in a JVM of its own: a port, and the wars to deploy. */
final class GlassFishMain {

    private static final String API = "org.glassfish.embeddable.";
    private static final String ADDRESS = "embedded-glassfish-config.server.network-config.network-listeners"
            + ".network-listener.http-listener.address";

    private GlassFishMain() {}

    public static void main(String[] arguments) {
        Object properties = Reflect.make(API + "GlassFishProperties");
        Reflect.call(properties, "setPort", "http-listener", Integer.parseInt(arguments[0]));
        Reflect.call(properties, "setProperty", ADDRESS, "127.0.0.1");
        Object runtime = Reflect.callStatic(API + "GlassFishRuntime", "bootstrap");
        Object server = Reflect.call(runtime, "newGlassFish", properties);
        Reflect.call(server, "start");
        Object deployer = Reflect.call(server, "getDeployer");
        for (String war : List.of(arguments).subList(1, arguments.length)) {
            Reflect.call(deployer, "deploy", new File(war), new String[0]);
        }
    }
}
