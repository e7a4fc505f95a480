vcl 4.1;

import proxy;

backend application {
    .host = "127.0.0.1";
    .port = "8080";
}

sub vcl_recv {
    if (req.restarts == 0) {
        unset req.http.Forwarded;
        unset req.http.X-Forwarded-Host;
        unset req.http.X-Forwarded-Port;
        unset req.http.X-Forwarded-Prefix;

        # Instead of what varnishd has appended to.
        set req.http.X-Forwarded-For = client.ip;

        if (proxy.is_ssl()) {
            set req.http.X-Forwarded-Proto = "https";
        } else {
            set req.http.X-Forwarded-Proto = "http";
        }

        if (req.url ~ "^/shop/") {
            set req.http.X-Forwarded-Prefix = "/shop";
            set req.url = regsub(req.url, "^/shop", "");
        }
    }

    if (req.http.Upgrade ~ "(?i)^websocket$") {
        return (pipe);
    }
}

sub vcl_pipe {
    set bereq.http.Upgrade = req.http.Upgrade;
    # "close": if the application does not upgrade, nothing more may come through the pipe, for varnishd does not look
    # into it and would pass a second request on with every header that the client gave it.
    set bereq.http.Connection = "close, Upgrade";
}

# An answer may depend on the client: cached is only what the application calls cacheable.
sub vcl_backend_response {
    if (!beresp.http.Cache-Control) {
        return (pass(120s));
    }
}

# It depends on these too: no answer for http may go to https.
sub vcl_hash {
    hash_data(req.http.X-Forwarded-Proto);
    hash_data(req.http.X-Forwarded-Prefix);
}
