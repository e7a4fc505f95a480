package dev.forwarded.servlet;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for processes that have to be told theirs before they start. They lie below those that systems give to
 * connections, so that none of these takes one before the process does: a client that asks whether it is up would
 * otherwise sooner or later meet itself there.
 */
public final class Ports {

    private static final int TRIES = 400;
    private static final int LOWEST = 10_000;
    private static final int LOWEST_OF_CONNECTIONS = 32_768;

    private Ports() {}

    /** A port that is free on 127.0.0.1 and on ::1. */
    public static int free() throws IOException {
        for (int tries = 0; tries < TRIES; tries++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, LOWEST_OF_CONNECTIONS);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IOException("no port is free on both 127.0.0.1 and ::1");
    }

    private static boolean isFree(int port) throws IOException {
        try (ServerSocket four = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"));
                ServerSocket six = new ServerSocket(port, 1, InetAddress.getByName("::1"))) {
            return four.isBound() && six.isBound();
        } catch (BindException e) {
            return false;
        }
    }
}
