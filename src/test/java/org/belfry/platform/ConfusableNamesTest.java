package org.belfry.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfusableNamesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "belfry",
                "Belfry",
                "BELFRY",
                "belfry ",
                "\u00A0Belfry\u2003",
                "bel\u200Bfry",
                "\u2060belfry\uFEFF",
                "be\u00ADlfry",
                "bel\u3164fry",
                "Bel-fry.",
                "\uFF22\uFF45\uFF4C\uFF46\uFF52\uFF59",
                "B\u0435lfry",
                "\u0412elfry",
                "Belfr\u0443",
                "Belfr\u04AF",
                "\u0392\u0395lfr\u03A5",
                "Bel\u0192ry",
                "Be\u04CFfry",
                "Be1fry",
                "BeIfry",
                "8elfry",
                "B3lfry",
                "b\u0115lfr\u00FD",
                "\u24B7elfry",
                "\uD835\uDC01\uD835\uDC1E\uD835\uDC25\uD835\uDC1F\uD835\uDC2B\uD835\uDC32",
                "\u200Fbelfry",
                "\u0299\u1D07\u029F\uA730\u0280\u028F",
                "\u13F4\u13AC\u13DE\uA4DD\u13A1\u13A9",
                "\uA4D0\uA4F0\uA4E1\uA4DD\uA4E3\uA4EC",
                "\uD83C\uDD51\uD83C\uDD54\uD83C\uDD5B\uD83C\uDD55\uD83C\uDD61\uD83C\uDD68",
                "\uD83C\uDD71\uD83C\uDD74\uD83C\uDD7B\uD83C\uDD75\uD83C\uDD81\uD83C\uDD88",
                "\uD83C\uDDE7\uD83C\uDDEA\uD83C\uDDF1\uD83C\uDDEB\uD83C\uDDF7\uD83C\uDDFE"
            })
    void whatAReaderWouldTakeForBelfryIsAlike(String name) {
        assertThat(ConfusableNames.areConfusable(name, "belfry")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "belfr",
                "belfryx",
                "bell",
                "belfry bot",
                "the belfry",
                "https://belfry.example.org",
                "key:1",
                "Belgrad",
                "\u200B",
                "Бельфри"
            })
    void anotherNameIsNot(String name) {
        assertThat(ConfusableNames.areConfusable(name, "belfry")).isFalse();
    }

    @Test
    void whatIsInAlphabetsOfOthersStaysDifferent() {
        assertThat(ConfusableNames.areConfusable("сборка", "выпуск")).isFalse();
        assertThat(ConfusableNames.areConfusable("日本", "中国")).isFalse();
    }

    @Test
    void aLongNameTakesNoTime() {
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> ConfusableNames.skeleton("\u0301b\uFDFA".repeat(1_000_000)));
    }
}
