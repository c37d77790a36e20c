package dev.frontrow.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frontrow.shared.InvalidRequest;
import java.time.YearMonth;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** P5: what is a card, and that it is never written. */
class CardTests {

    private static final YearMonth NOW = YearMonth.of(2026, 11);
    private static final String GOOD = "4242 4242 4242 4242";

    @ParameterizedTest
    @CsvSource({
        "4242424242424242,VISA,4242",
        "4242-4242-4242-4242,VISA,4242",
        "5555 5555 5555 4444,MASTERCARD,4444",
        "2223003122003222,MASTERCARD,3222",
        "378282246310005,AMEX,0005",
        "3530111333300000,JCB,0000",
        "6200000000000005,UNIONPAY,0005",
        "6011111111111117,DISCOVER,1117",
        "9400000000000007,OTHER,0007"
    })
    void aCardIsKnownByItsNumber(String number, Brand brand, String last4) {
        var card = Card.read(number, "12/29", "Kim", NOW);
        assertThat(card.brand()).isEqualTo(brand);
        assertThat(card.last4()).isEqualTo(last4);
        assertThat(card.toString()).doesNotContain(last4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "4242", "4242424242424241", "4242424242424242424242", "４２４２４２４２４２４２４２４２", "42a2424242424242"
            })
    void whatDoesNotAddUpIsNoCard(String number) {
        assertRefused("cardNumber", "card.number", () -> Card.read(number, "12/29", "Kim", NOW));
    }

    /** P5: Luhn notices every digit that was mistyped. */
    @Property(tries = 300)
    void oneWrongDigitIsNoticed(
            @ForAll @NumericChars @StringLength(min = 11, max = 18) String digits,
            @ForAll @IntRange(max = 17) int at,
            @ForAll @IntRange(min = 1, max = 9) int by) {
        var number = digits + checkDigit(digits);
        assertThat(Card.read(number, "12/29", "Kim", NOW).number()).isEqualTo(number);
        int place = at % number.length();
        var wrong = new StringBuilder(number);
        wrong.setCharAt(place, (char) ('0' + (number.charAt(place) - '0' + by) % 10));
        assertRefused("cardNumber", "card.number", () -> Card.read(wrong.toString(), "12/29", "Kim", NOW));
    }

    /** Tried rather than computed, so that the rule is not written here again. */
    private static int checkDigit(String digits) {
        for (int digit = 0; digit < 10; digit++) {
            try {
                Card.read(digits + digit, "12/29", "Kim", NOW);
                return digit;
            } catch (InvalidRequest wrong) {
                assertThat(wrong.fields()).hasSize(1);
            }
        }
        throw new AssertionError("no digit completes " + digits);
    }

    @ParameterizedTest
    @CsvSource({"11/26,2026-11", "12/2029,2029-12", "01/30,2030-01", " 02/31 ,2031-02"})
    void aCardIsGoodUntilTheEndOfItsMonth(String expiry, YearMonth last) {
        assertThat(Card.read(GOOD, expiry, "Kim", NOW).expiry()).isEqualTo(last);
    }

    @ParameterizedTest
    @CsvSource({
        "10/26,card.expired",
        "12/46,card.expired",
        "13/29,card.expiry",
        "00/29,card.expiry",
        "1/29,card.expiry",
        "12-29,card.expiry",
        "12/129,card.expiry",
        "x,card.expiry"
    })
    void otherMonthsAreRefused(String expiry, String message) {
        assertRefused("expiry", message, () -> Card.read(GOOD, expiry, "Kim", NOW));
    }

    @Test
    void settingsDoNotTellTheKeys() {
        assertThat(new CardSettings("secret", java.time.Duration.ofSeconds(1)).toString())
                .doesNotContain("secret");
    }

    private static void assertRefused(String field, String message, Runnable reading) {
        assertThatThrownBy(reading::run)
                .isInstanceOfSatisfying(
                        InvalidRequest.class,
                        refused ->
                                assertThat(refused.fields()).containsExactly(new InvalidRequest.Field(field, message)));
    }
}
