package org.belfry.delivery.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressTest {

    private static String otherwise(String address) throws UnknownHostException {
        var otherwise = PublicAddress.otherwise(AddressGuard.address(InetAddress.getByName(address)));
        return otherwise == null ? null : otherwise.english();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "8.8.8.8",
                "9.255.255.255",
                "11.0.0.0",
                "93.184.216.34",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.0",
                "169.253.255.255",
                "169.255.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "191.255.255.255",
                "192.0.1.0",
                "192.0.3.0",
                "192.88.98.255",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "203.0.112.255",
                "203.0.114.0",
                "223.255.255.255",
                "2001:200::1",
                "2606:4700:4700::1111",
                "2a00:1450:4001:80b::200e",
                "64:ff9b::808:808",
                "2002:0808:0808::1"
            })
    void theOpenInternetIsOpen(String address) throws UnknownHostException {
        assertThat(otherwise(address)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, a reserved address",
        "0.1.2.3, a reserved address",
        "10.0.0.0, in a private network",
        "10.255.255.255, in a private network",
        "100.64.0.0, in a provider's internal network",
        "100.100.100.200, in a provider's internal network",
        "100.127.255.255, in a provider's internal network",
        "127.0.0.1, a loopback address",
        "127.255.255.255, a loopback address",
        "169.254.0.0, a link-local address",
        "169.254.169.254, a link-local address",
        "169.254.170.2, a link-local address",
        "172.16.0.0, in a private network",
        "172.31.255.255, in a private network",
        "192.0.0.0, a reserved address",
        "192.0.0.192, a reserved address",
        "192.0.2.1, an address reserved for documentation",
        "192.88.99.1, a reserved address",
        "192.168.0.0, in a private network",
        "192.168.255.255, in a private network",
        "198.18.0.0, in a benchmarking network",
        "198.19.255.255, in a benchmarking network",
        "198.51.100.7, an address reserved for documentation",
        "203.0.113.7, an address reserved for documentation",
        "224.0.0.1, a multicast address",
        "239.255.255.255, a multicast address",
        "240.0.0.1, a reserved address",
        "255.255.255.255, a reserved address",
        "168.63.129.16, in a private network",
        "::, a reserved address",
        "::1, a loopback address",
        "::127.0.0.1, a reserved address",
        "::8.8.8.8, a reserved address",
        "::ffff:127.0.0.1, a loopback address",
        "::ffff:10.0.0.1, in a private network",
        "::ffff:0:10.0.0.1, a reserved address",
        "64:ff9b::7f00:1, a loopback address",
        "64:ff9b::a00:1, in a private network",
        "64:ff9b::a9fe:a9fe, a link-local address",
        "64:ff9b:1::808:808, a reserved address",
        "100::1, a reserved address",
        "2001::1, a reserved address",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2, a reserved address",
        "2001:10::1, a reserved address",
        "2001:20::1, a reserved address",
        "2001:1ff:ffff::1, a reserved address",
        "2001:db8::1, an address reserved for documentation",
        "2002:7f00:1::1, a loopback address",
        "2002:a00:1::, in a private network",
        "2002:c0a8:101::1, in a private network",
        "3ffe::1, a reserved address",
        "3fff::1, an address reserved for documentation",
        "4000::1, a reserved address",
        "5f00::1, a reserved address",
        "fc00::1, in a private network",
        "fd00:ec2::254, in a private network",
        "fe80::1, a link-local address",
        "fe80::1%1, a link-local address",
        "febf::1, a link-local address",
        "fec0::1, in a private network",
        "ff02::1, a multicast address"
    })
    void whateverElseThereIsIsNot(String address, String what) throws UnknownHostException {
        assertThat(otherwise(address)).isEqualTo(what);
    }
}
