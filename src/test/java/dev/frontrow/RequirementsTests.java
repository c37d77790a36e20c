package dev.frontrow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is promised is tested: each requirement's number stands in the source of at least one test. */
class RequirementsTests {

    /** A letter and what of its numbers is promised by now. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "I1 I2 I3 I4",
                "W1 W2 W3 W4 W5 W6 W7 W8 W9 W10 W11 W12 W13 W14 W15",
                "O1 O2 O3 O4 O5",
                "C1 C2 C3 C4 C5 C6 C7",
                "H1 H2 H3 H4 H5 H6 H7 H8 H9 H10",
                "P1 P2 P3 P4 P5",
                "M1 M2 M3 M4 M5",
                "E1 E2 E3",
                "Q2 Q3 Q4 Q5 Q6 Q7"
            })
    void everyRequirementIsNamedInATest(String numbers) {
        var named = Sources.java("src/test/java")
                .filter(file -> !file.endsWith("RequirementsTests.java"))
                .map(Sources::read)
                .filter(Objects::nonNull)
                .flatMap(source ->
                        Pattern.compile("\\b[A-Z]\\d{1,2}\\b").matcher(source).results())
                .map(MatchResult::group)
                .collect(Collectors.toSet());
        assertThat(named).contains(numbers.split(" "));
    }
}
