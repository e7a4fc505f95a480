package dev.forwarded.stories;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** An OpenID Connect provider with one client, for which one redirect URI is registered, as at every provider. */
final class LoginProvider implements AutoCloseable {

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final HttpServer server;
    private final String registered;
    private final KeyPair keys;
    /** What was asked for, by the code that was given. */
    private final Map<String, Map<String, String>> requests = new ConcurrentHashMap<>();

    LoginProvider(String registered) throws IOException, GeneralSecurityException {
        this.registered = registered;
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        keys = generator.generateKeyPair();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 0);
        server.createContext("/token", this::token);
        server.createContext("/keys", exchange -> answer(exchange, 200, keySet()));
        server.start();
    }

    /** The registration of the client at the application, all by hand, so that nothing is looked up. */
    String[] properties() {
        String here = "http://127.0.0.1:" + server.getAddress().getPort();
        String registration = "spring.security.oauth2.client.registration.shop.";
        String provider = "spring.security.oauth2.client.provider.shop.";
        return new String[] {
            registration + "client-id=shop",
            registration + "client-secret=secret",
            registration + "authorization-grant-type=authorization_code",
            registration + "redirect-uri={baseUrl}/login/oauth2/code/{registrationId}",
            registration + "scope=openid",
            provider + "authorization-uri=https://login.example.com/authorize",
            provider + "token-uri=" + here + "/token",
            provider + "jwk-set-uri=" + here + "/keys",
            SpringShop.WITHOUT_DESCRIPTION
        };
    }

    /** Where a browser is sent from the provider's login page, or what it says there. */
    String signIn(String location) {
        URI uri = URI.create(location);
        Map<String, String> request = Forms.decode(uri.getRawQuery());
        String redirectUri = request.get("redirect_uri");
        if (!registered.equals(redirectUri)) {
            return "redirect_uri_mismatch";
        }
        String code = "code" + requests.size();
        requests.put(code, request);
        return redirectUri + "?" + Forms.encode(Map.of("code", code, "state", request.get("state")));
    }

    /** RFC 6749, section 4.1.3: the redirect URI must be the one of the first request. */
    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> form =
                Forms.decode(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        Map<String, String> request = requests.getOrDefault(form.get("code"), Map.of());
        if (request.get("redirect_uri") == null || !request.get("redirect_uri").equals(form.get("redirect_uri"))) {
            answer(exchange, 400, "{\"error\":\"invalid_grant\"}");
            return;
        }
        answer(
                exchange,
                200,
                "{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"expires_in\":60,\"id_token\":\"%s\"}"
                        .formatted(idToken(request.get("nonce"))));
    }

    private String idToken(String nonce) {
        long now = Instant.now().getEpochSecond();
        String claims =
                "{\"iss\":\"https://login.example.com\",\"sub\":\"alice\",\"aud\":\"shop\",\"iat\":%d,\"exp\":%d,\"nonce\":\"%s\"}"
                        .formatted(now, now + 60, nonce);
        String signed = base64("{\"alg\":\"RS256\",\"kid\":\"1\"}") + "." + base64(claims);
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.getPrivate());
            signature.update(signed.getBytes(UTF_8));
            return signed + "." + BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private String keySet() {
        RSAPublicKey key = (RSAPublicKey) keys.getPublic();
        return "{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"1\",\"n\":\"%s\",\"e\":\"%s\"}]}"
                .formatted(number(key.getModulus()), number(key.getPublicExponent()));
    }

    /** Without the sign byte (RFC 7518, section 6.3.1). */
    private static String number(BigInteger value) {
        byte[] bytes = value.toByteArray();
        int from = bytes[0] == 0 ? 1 : 0;
        return BASE64.encodeToString(Arrays.copyOfRange(bytes, from, bytes.length));
    }

    private static String base64(String text) {
        return BASE64.encodeToString(text.getBytes(UTF_8));
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] bytes = json.getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
