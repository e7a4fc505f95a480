vcl 4.1;

# /etc/varnish/default.vcl, behind HAProxy. varnishd itself appends the peer's address to X-Forwarded-For.

backend application {
    .host = "127.0.0.1";
    .port = "8080";
}

sub vcl_recv {
    if (req.http.Upgrade ~ "(?i)^websocket$") {
        return (pipe);
    }
}

sub vcl_pipe {
    set bereq.http.Upgrade = req.http.Upgrade;
    # "close": varnishd does not look into a pipe, so no second request may come through it.
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
