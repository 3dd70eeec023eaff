package org.belfry.delivery.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.belfry.delivery.webhook.EndpointUrl.InvalidUrlException;
import org.belfry.platform.IpRanges;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointUrlTest {

    private static final IpRanges NOTHING = IpRanges.parse("it", "");
    private static final IpRanges SOMETHING = IpRanges.parse("it", "127.0.0.1/32, fd00::/8");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            https://example.org                          | https://example.org
            https://example.org/                         | https://example.org/
            HTTPS://Example.ORG/Hooks?a=1&b=%20          | HTTPS://Example.ORG/Hooks?a=1&b=%20
            https://example.org:8443/hooks               | https://example.org:8443/hooks
            https://example.org./hooks                   | https://example.org./hooks
            https://93.184.216.34/                       | https://93.184.216.34/
            https://[2606:2800:220:1::1]:8443/           | https://[2606:2800:220:1::1]:8443/
            https://bücher.example/straße?q=ü            | https://xn--bcher-kva.example/stra%C3%9Fe?q=%C3%BC
            https://BÜCHER.example:8443                  | https://xn--bcher-kva.example:8443
            https://localhost.example/                   | https://localhost.example/
            """)
    void aUrlIsKeptInAscii(String written, String kept) throws InvalidUrlException {
        assertThat(EndpointUrl.parse(written, NOTHING)).hasToString(kept);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            example.org                                  | must be a URL such as https://example.org/hooks
            //example.org/                               | must be a URL such as https://example.org/hooks
            mailto:ada@example.org                       | must be a URL such as https://example.org/hooks
            https:example.org                            | must be a URL such as https://example.org/hooks
            'https://exa mple.org/'                      | must be a URL such as https://example.org/hooks
            https://example.org/a b                      | must be a URL such as https://example.org/hooks
            https://example.org\\@127.0.0.1/             | must be a URL such as https://example.org/hooks
            https:///hooks                               | must contain a host
            https:/hooks                                 | must contain a host
            ftp://example.org/                           | must start with https:// or http://
            file:///etc/passwd                           | must contain a host
            gopher://example.org/                        | must start with https:// or http://
            jar:https://example.org/!/                   | must be a URL such as https://example.org/hooks
            https://ada@example.org/                     | must not contain a user name or password
            https://ada:secret@example.org/              | must not contain a user name or password
            https://ada@bücher.example/                  | must not contain a user name or password
            https://example.org@127.0.0.1/               | must not contain a user name or password
            https://example.org/#there                   | must not contain a fragment (#)
            https://bücher.example/#there                | must not contain a fragment (#)
            https://example.org:0/                       | must have a port between 1 and 65535
            https://example.org:65536/                   | must have a port between 1 and 65535
            https://example.org:99999999999/             | must contain a host
            https://exa_mple.org/                        | must be a URL such as https://example.org/hooks
            https://127.1/                               | must contain a host
            https://2130706433/                          | must contain a host name, or an IP address in the usual notation
            https://0177.0.0.1/                          | must contain a host name, or an IP address in the usual notation
            https://0x7f.0.0.1/                          | must contain a host
            https://127.0.0.1/                           | must not point to 127.0.0.1, which is a loopback address
            https://127.0.0.1./                          | must contain a host
            https://10.0.0.1:8443/                       | must not point to 10.0.0.1, which is in a private network
            https://169.254.169.254/latest/meta-data     | must not point to 169.254.169.254, which is a link-local address
            https://[::1]/                               | must not point to ::1, which is a loopback address
            https://[0:0:0:0:0:0:0:1]/                   | must not point to ::1, which is a loopback address
            https://[::ffff:10.0.0.1]/                   | must not point to 10.0.0.1, which is in a private network
            https://[::ffff:a00:1]/                      | must not point to 10.0.0.1, which is in a private network
            https://[64:ff9b::7f00:1]/                   | must not point to 64:ff9b::7f00:1, which is a loopback address
            https://[fe80::1%25eth0]/                    | must not point to fe80::1, which is a link-local address
            https://１２７.0.0.1/                         | must not point to 127.0.0.1, which is a loopback address
            https://127。0。0。1/                         | must not point to 127.0.0.1, which is a loopback address
            http://example.org/                          | must start with https://; http:// is allowed only for networks that this installation allows
            http://93.184.216.34/                        | must start with https://; http:// is allowed only for networks that this installation allows
            """)
    void whatCannotBeCalledIsRefusedInASentence(String written, String sentence) {
        assertThatExceptionOfType(InvalidUrlException.class)
                .isThrownBy(() -> EndpointUrl.parse(written, NOTHING))
                .withMessage(sentence);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:8080/hooks",
                "https://127.0.0.1/",
                "http://[fd00::1]/",
                // Whether it is there is seen when it is called.
                "http://hooks.internal/"
            })
    void whatTheDeploymentAllowsMayBeCalled(String url) throws InvalidUrlException {
        assertThat(EndpointUrl.parse(url, SOMETHING)).hasToString(url);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.2/", "http://93.184.216.34/", "https://10.0.0.1/", "https://[::1]/"})
    void whatItDoesNotNameIsRefusedAsEver(String url) {
        assertThatExceptionOfType(InvalidUrlException.class).isThrownBy(() -> EndpointUrl.parse(url, SOMETHING));
    }

    @Test
    void aUrlThatGrowsTooLongIsRefused() {
        assertThatExceptionOfType(InvalidUrlException.class)
                .isThrownBy(() -> EndpointUrl.parse("https://example.org/" + "ü".repeat(700), NOTHING))
                .withMessage("must have at most 2000 characters, percent-encoded");
    }

    @ParameterizedTest
    @CsvSource({
        "https://example.org/hooks, https://example.org/hooks",
        "https://example.org/hooks?token=secret, https://example.org/hooks",
        "https://example.org?token=secret, https://example.org",
        "https://ada:secret@example.org/hooks, https://example.org/hooks"
    })
    void whatIsShownHasNoSecret(String url, String shown) {
        assertThat(EndpointUrl.shown(url)).isEqualTo(shown);
    }
}
