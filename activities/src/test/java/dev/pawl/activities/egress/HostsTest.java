package dev.pawl.activities.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class HostsTest {

    @Test
    void meanTheHostThatTheyNameAndNoOther() {
        Hosts hosts = Hosts.of(List.of(" registry.example.org ", "", "*.cdn.example.org"));

        assertThat(covers(hosts, "registry.example.org:443")).isTrue();
        assertThat(covers(hosts, "REGISTRY.example.ORG.:443")).isTrue();
        assertThat(covers(hosts, "a.b.cdn.example.org:443")).isTrue();

        assertThat(covers(hosts, "registry.example.org:22")).isFalse();
        assertThat(covers(hosts, "a.registry.example.org:443")).isFalse();
        assertThat(covers(hosts, "notregistry.example.org:443")).isFalse();
        assertThat(covers(hosts, "registry.example.org.evil.test:443")).isFalse();
        assertThat(covers(hosts, "cdn.example.org:443")).isFalse();
        assertThat(covers(hosts, "evilcdn.example.org:443")).isFalse();
    }

    @Test
    void meanTlsUnlessTheySayPlainHttp() {
        Hosts hosts = Hosts.of(List.of("a.test:8443", "http://b.test", "http://c.test:8080", "[fd00::1]"));

        assertThat(covers(hosts, "a.test:8443")).isTrue();
        assertThat(covers(hosts, "a.test:443")).isFalse();
        assertThat(fetches(hosts, "http://a.test:8443/")).isFalse();
        assertThat(fetches(hosts, "http://b.test/x?y")).isTrue();
        assertThat(covers(hosts, "b.test:80")).isFalse();
        assertThat(fetches(hosts, "http://c.test:8080/")).isTrue();
        assertThat(fetches(hosts, "http://c.test/")).isFalse();
        assertThat(covers(hosts, "[fd00::1]:443")).isTrue();
    }

    @Test
    void sayWhichLineIsNoHost() {
        for (String line : List.of(
                "https://a.test", "a.test/path", "*", "a.*.test", "a.test:0", "a.test:99999", "u@a.test", "a b")) {
            assertThatThrownBy(() -> Hosts.of(List.of("b.test", line)))
                    .as(line)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'" + line + "' is no host");
        }
    }

    @Test
    void areNeverMeantByWhatIsNoAddress() {
        for (String said : List.of(
                "a.test",
                "a.test:",
                "a.test:0",
                "a.test:65536",
                "u@a.test:443",
                "a..test:443",
                "a test:443",
                "[a.test]:443",
                "::1:443")) {
            assertThat(Target.ofAuthority(said)).as(said).isEmpty();
        }
        for (String said : List.of(
                "https://a.test/",
                "http:///x",
                "http://u:p@a.test/",
                "//a.test/",
                "http://a.test:0/",
                "ftp://a.test/")) {
            assertThat(Target.ofAddress(said)).as(said).isEmpty();
        }
    }

    private static boolean covers(Hosts hosts, String authority) {
        return hosts.covers(Target.ofAuthority(authority).orElseThrow());
    }

    private static boolean fetches(Hosts hosts, String address) {
        return hosts.covers(Target.ofAddress(address).orElseThrow());
    }
}
