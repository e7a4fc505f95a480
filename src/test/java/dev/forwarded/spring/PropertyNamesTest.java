package dev.forwarded.spring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of settings is said of properties; what others wrote stays as they wrote it. */
class PropertyNamesTest {

    private final PropertyNames names = new PropertyNames();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "If it is your proxy, set trustedProxies=loopback,10.0.0.7 | If it is your proxy, set forwarded.trusted-proxies: loopback,10.0.0.7",
                "the peer, trustedProxies=private with hops=1 | the peer, forwarded.trusted-proxies: private with forwarded.hops: 1",
                "Set hops=for=2,prefix=1: the N-th value | Set forwarded.hops: for=2,prefix=1: the N-th value",
                "If your proxy sets that header, set names=for=X-Real-IP | If your proxy sets that header, set forwarded.names: for=X-Real-IP",
                "leave port out of fields, or let | leave port out of forwarded.fields, or let",
                "Set trustedProxies beside hops, or | Set forwarded.trusted-proxies beside forwarded.hops, or",
                "Set hops to the number of proxies | Set forwarded.hops to the number of proxies",
                "as hops count other headers and fields | as hops count other headers and fields",
                "write reject or ignore | write reject or ignore"
            })
    void a_fix_is_a_line_of_yaml_or_properties(String fix, String spelled) {
        assertThat(names.fix(fix)).isEqualTo(spelled);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "The host a is not in allowedHosts | The host a is not in forwarded.allowed-hosts",
                "Not read, since hops=for=1 counts | Not read, since forwarded.hops=for=1 counts",
                "mode=report: decisions are logged | forwarded.mode=report: decisions are logged",
                "{ which onUntrusted=reject forbids | { which forwarded.on-untrusted=reject forbids"
            })
    void a_sentence_names_the_property(String sentence, String spelled) {
        assertThat(names.sentence(sentence)).isEqualTo(spelled);
    }

    @Test
    void what_a_request_holds_is_never_spelled() {
        String sentence = "X-Forwarded-Host: expected a host but was \"hops=2 \"trustedProxies\" mode=report\"";
        assertThat(names.sentence(sentence)).isEqualTo(sentence);
        assertThat(names.sentence("The client is named _trustedProxies by a proxy"))
                .isEqualTo("The client is named _trustedProxies by a proxy");
    }
}
