package dev.pawl.workflows.port.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OriginsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://github.com/ada/engine.git",
                "https://git.example.org:8443/a/b",
                "ssh://git@github.com/ada/engine.git",
                "ssh://git.example.org:2222/a"
            })
    void letsPublicAddressesBeTried(String url) {
        assertThat(Origins.refusal(url, List.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "engine",
                "git@github.com:ada/engine.git",
                "ext::sh -c id",
                "ext::sh",
                "-u/x",
                "--upload-pack=id",
                "https://user:secret@github.com/a",
                "https://token@github.com/a",
                "https://github.com",
                "https://github.com/",
                "https://github.com/a?b=c",
                "https://github.com/a#b",
                "https://github.com/a/../b",
                "https://github.com/a b",
                "https://-oProxyCommand=id/a",
                "ssh://-oProxyCommand=id/a",
                "ssh://git:secret@github.com/a",
                "ftp://github.com/a",
                "file://host/a",
                "https:///a"
            })
    void refusesWhatIsNoAddressOfARepositoryEvenIfItWereTrusted(String url) {
        assertThat(Origins.refusal(url, List.of(url))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://github.com/a",
                "git://github.com/a",
                "file:///srv/a",
                "https://localhost/a",
                "https://build.local/a",
                "https://metadata.google.internal/a",
                "https://intranet/a",
                "https://127.0.0.1/a",
                "https://2130706433/a",
                "https://0x7f000001/a",
                "https://[::1]/a",
                "ssh://git@10.0.0.1/a"
            })
    void refusesOtherProtocolsAndMachinesOfTheHouseUnlessTrusted(String url) {
        assertThat(Origins.refusal(url, List.of()))
                .hasValueSatisfying(sentence -> assertThat(sentence).contains("PAWL_ORIGIN_TRUSTED"));
        assertThat(Origins.refusal(url, List.of(url.substring(0, url.lastIndexOf('/') + 1))))
                .isEmpty();
    }

    @Test
    void trustsNothingThatOnlyBeginsAlike() {
        List<String> trusted = List.of("file:///srv/git");
        assertThat(Origins.isTrusted("file:///srv/git/a", trusted)).isTrue();
        assertThat(Origins.isTrusted("file:///srv/github/a", trusted)).isFalse();
        assertThat(Origins.refusal("file:///srv/git/../secret", trusted)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"main", "HEAD", "feature/a-b_c.d", "v1.2.3", "0123456789012345678901234567890123456789"})
    void knowsTheNamesOfRefs(String ref) {
        assertThat(Origins.refusalOfRef(ref)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-x",
                "--upload-pack=id",
                "a..b",
                "a b",
                "a:b",
                "+a",
                "a^",
                "a~1",
                "a@{1}",
                "a.lock",
                "a/",
                "/a",
                "a//b",
                "a/.b",
                "a\nb"
            })
    void refusesWhatGitCouldMisread(String ref) {
        assertThat(Origins.refusalOfRef(ref)).isPresent();
    }
}
