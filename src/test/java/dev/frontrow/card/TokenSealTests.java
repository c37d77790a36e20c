package dev.frontrow.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frontrow.shared.CannotStart;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** P5: tokens are sealed, bound to their row, and keys change without a pause. */
class TokenSealTests {

    private static final String OLD = "1:" + key(1);
    private static final String NEW = "2:" + key(2);
    private static final PaymentMethodId METHOD = new PaymentMethodId(UUID.randomUUID());
    private static final String TOKEN = "sandbox-approves-1";

    private static String key(int filling) {
        var bytes = new byte[32];
        Arrays.fill(bytes, (byte) filling);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static TokenSeal with(String keys) {
        return TokenSeal.from(keys, Path.of("none"));
    }

    @Test
    void aTokenIsReadWithTheKeyOnly() {
        var closed = with(OLD).seal(METHOD, TOKEN);
        assertThat(new String(closed.bytes(), StandardCharsets.ISO_8859_1)).doesNotContain("sandbox");
        assertThat(with(OLD).open(closed)).hasValue(TOKEN);
        assertThat(with(OLD).seal(METHOD, TOKEN).bytes()).isNotEqualTo(closed.bytes());
        assertThat(with(NEW).open(closed)).isEmpty();
    }

    @Test
    void aTokenOpensForItsOwnMethodOnly() {
        var closed = with(OLD).seal(METHOD, TOKEN);
        var moved = new SealedToken(new PaymentMethodId(UUID.randomUUID()), closed.bytes());
        assertThat(with(OLD).open(moved)).isEmpty();
        closed.bytes()[closed.bytes().length - 1]++;
        assertThat(with(OLD).open(closed)).isEmpty();
    }

    /** Step by step as the document says, instances with the old and the new setting side by side. */
    @Test
    void keysChangeWhileAllInstancesRun() {
        var before = with(OLD);
        var knowsNew = with(OLD + "," + NEW);
        var prefersNew = with(NEW + ", " + OLD);
        var after = with(NEW);
        var closed = before.seal(METHOD, TOKEN);
        assertThat(knowsNew.open(closed)).hasValue(TOKEN);
        assertThat(before.open(knowsNew.seal(METHOD, TOKEN))).hasValue(TOKEN);
        assertThat(prefersNew.open(closed)).hasValue(TOKEN);
        var anew = prefersNew.seal(METHOD, TOKEN);
        assertThat(knowsNew.open(anew)).hasValue(TOKEN);
        assertThat(after.open(anew)).hasValue(TOKEN);
        assertThat(Arrays.copyOf(closed.bytes(), 5)).isEqualTo(before.prefix()).isNotEqualTo(prefersNew.prefix());
        assertThat(Arrays.copyOf(anew.bytes(), 5)).isEqualTo(after.prefix());
    }

    @Test
    void withoutOneAKeyIsGeneratedAndKept(@TempDir Path folder) {
        var closed = TokenSeal.from(null, folder).seal(METHOD, TOKEN);
        assertThat(TokenSeal.from(" ", folder).open(closed)).hasValue(TOKEN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "secretkey",
                "1:c2VjcmV0a2V5",
                "0:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=,1:BAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
            })
    void whatIsNoKeyIsRefusedAtTheStartAndNotRepeated(String keys) {
        assertThatThrownBy(() -> with(keys))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("frontrow.card.keys")
                .hasMessageNotContaining(keys);
    }
}
