package dev.forwarded.bench;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.ForwardedRequestCustomizer;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.HostPort;
import org.openjdk.jmh.infra.Blackhole;

/** Jetty's customizer, which works on Jetty's own requests before any servlet. */
final class JettyCandidate implements Candidate {

    private final ForwardedRequestCustomizer customizer = new ForwardedRequestCustomizer();
    private final HttpFields.Mutable response = HttpFields.build();
    private final Request request;
    private final boolean customizes;
    private final boolean readsAll;

    JettyCandidate(boolean customizes, Scenario scenario, boolean readsAll) {
        this.customizes = customizes;
        this.request = new Received(scenario);
        this.readsAll = readsAll;
    }

    @Override
    public void run(Blackhole application) {
        Request seen;
        try {
            seen = customizes ? customizer.customize(request, response) : request;
        } catch (RuntimeException refused) {
            application.consume(refused);
            return;
        }
        if (readsAll) {
            application.consume(seen.getHttpURI().getScheme());
            application.consume(seen.isSecure());
            application.consume(Request.getServerName(seen));
            application.consume(Request.getServerPort(seen));
            application.consume(Request.getRemoteAddr(seen));
        }
        application.consume(seen.getHttpURI().asString());
    }

    private static final class Received extends Request.Wrapper {

        private final HttpFields fields;
        private final HttpURI uri = HttpURI.from("http://inner:8080/app/cart");
        private final ConnectionMetaData connection;

        Received(Scenario scenario) {
            super(BenchRequest.failing(Request.class));
            HttpFields.Mutable all = HttpFields.build();
            for (String header : scenario.headers()) {
                int colon = header.indexOf(':');
                all.add(header.substring(0, colon), header.substring(colon + 2));
            }
            fields = all.asImmutable();
            connection = new Connection(new InetSocketAddress(scenario.peer(), 4711));
        }

        @Override
        public HttpFields getHeaders() {
            return fields;
        }

        @Override
        public HttpURI getHttpURI() {
            return uri;
        }

        @Override
        public ConnectionMetaData getConnectionMetaData() {
            return connection;
        }

        @Override
        public boolean isSecure() {
            return false;
        }
    }

    private static final class Connection extends ConnectionMetaData.Wrapper {

        private final HttpConfiguration configuration = new HttpConfiguration();
        private final SocketAddress peer;
        private final SocketAddress local = new InetSocketAddress("10.0.0.8", 8080);
        private final HostPort authority = new HostPort("inner", 8080);

        Connection(SocketAddress peer) {
            super(BenchRequest.failing(ConnectionMetaData.class));
            this.peer = peer;
        }

        @Override
        public HttpConfiguration getHttpConfiguration() {
            return configuration;
        }

        @Override
        public HttpVersion getHttpVersion() {
            return HttpVersion.HTTP_1_1;
        }

        @Override
        public boolean isSecure() {
            return false;
        }

        @Override
        public SocketAddress getRemoteSocketAddress() {
            return peer;
        }

        @Override
        public SocketAddress getLocalSocketAddress() {
            return local;
        }

        @Override
        public HostPort getServerAuthority() {
            return authority;
        }
    }
}
